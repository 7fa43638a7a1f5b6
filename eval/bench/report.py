"""What was measured, as lines of text for people.

The JSON holds the same, and more, by the names that the parts give it: `machine`, `reference`,
and of the parts `index`, `embed`, `questions`, `clients` and `vectors` those that were run. Times
are seconds, but for questions, whose times are milliseconds; sizes and memory are bytes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from .figures import Facts
from .reference import reference_lines

_MEGA = 1e6


def report_lines(result: Facts) -> list[str]:
    """All parts that `result` holds, one under the other, with an empty line between them."""
    found = [list(_PARTS[name](facts)) for name, facts in result.items() if name in _PARTS]
    return [line for lines in found for line in (*lines, "")][:-1]


def _machine(facts: Facts) -> Iterator[str]:
    yield from (f"{name:22}{value}" for name, value in facts.items())


def _index(facts: Facts) -> Iterator[str]:
    full, each = facts["full"], facts["full"]["per second"]
    yield (
        f"INDEX: {facts['notes']:,} notes ({_mega(facts['bytes']['notes'])}), "
        f"{facts['passages']:,} passages, about {facts['texts']:,} texts and "
        f"{facts['tokens']:,} tokens embedded"
    )
    sizes = (f"{name} {_mega(size)}" for name, size in facts["bytes"].items() if name != "notes")
    yield f"{'on disk':20}{', '.join(sizes)}"
    yield (
        f"{'from nothing':20}{full['seconds']:.2f} s, of which {full['build']:.2f} s in the build; "
        f"memory {_held(full['memory'])}"
    )
    yield f"{'each second':20}" + ", ".join(f"{rate:,.0f} {name}" for name, rate in each.items())
    yield f"{'own work':20}{full['work']:.2f} s, of which"
    for stage, took in full["stages"].items():
        yield f"  {stage:24}{took['seconds']:10.2f} s {took['share']:8.1%}"
    yield "  (several work at once: together it may be more than the seconds it took)"
    yield f"{'update':24}{'seconds':>10}{'least':>8}{'most':>8}{'of full':>10}  memory"
    for kind, update in facts["updates"].items():
        seconds = update["seconds"]
        yield (
            f"  {kind:22}{seconds['median']:10.2f}{seconds['least']:8.2f}{seconds['most']:8.2f}"
            f"{update['share']:10.1%}  {_held(update['memory'])}"
        )


def _held(memory: Mapping[str, int] | None) -> str:
    children = (
        f" + {_mega(memory['children'])} to read notes" if memory and memory["children"] else ""
    )
    return f"{_mega(memory['peak'])}{children}" if memory else "not known here"


def _embed(facts: Facts) -> Iterator[str]:
    yield (
        f"EMBED: {facts['texts']:,} texts of {facts['passages']:,} passages, "
        f"{facts['rounds']} rounds in turns, {facts['model']}"
    )
    yield (
        f"{'':26}{'passages/s':>12}{'texts/s':>10}{'times as fast':>22}{'times less work':>22}"
        f"{'least cosine':>15}"
    )
    for way, cost in facts["ways"].items():
        line = f"  {way:24}{cost['passages per second']:12,.1f}{cost['texts per second']:10,.1f}"
        if way in facts["times as fast"]:
            for ratio in (facts["times as fast"][way], facts["times less work"][way]):
                line += _with_ends(ratio).rjust(22)
            line += f"{facts['least cosine'][way]:15.6f}"
        yield line


def _with_ends(ratio: Mapping[str, float]) -> str:
    return f"{ratio['median']:.2f} ({ratio['least']:.2f}-{ratio['most']:.2f})"


def _questions(facts: Facts) -> Iterator[str]:
    yield (
        f"QUESTIONS: {facts['questions']:,} to {facts['passages']:,} passages of "
        f"{facts['notes']:,} notes, one at a time; {_serving(facts['memory'])}"
    )
    yield f"{'  milliseconds':22}" + _row(("p50", "p95", "p99"))
    for stage, shares in facts["stages"].items():
        yield f"  {stage:20}" + _row(shares.values())
    if "by vectors" in facts:
        first, nominated = facts["by vectors"]["recall@10"], facts["by vectors"]["nominated"]
        yield (
            f"  of the 10 nearest by vectors, {first:.4f} are among the first 10, {nominated:.4f} "
            "among the nominees"
        )
    for command, seconds in facts.get("cold", {}).items():
        yield f"  {f'quoth {command}, cold':22}{_with_ends(seconds)} s"


def _clients(facts: Facts) -> Iterator[str]:
    yield f"CLIENTS: {facts['seconds']:g} seconds each; {_serving(facts['memory'])}"
    yield f"{'  clients':12}{'answers/s':>12}" + _row(("p50", "p95", "p99")) + f"{'errors':>10}"
    for run in facts["runs"]:
        times = run["milliseconds"] or {}
        yield (
            f"  {run['clients']:<10}{run['per second']:12.1f}{_row(times.values())}"
            f"{run['errors']:10}" + (f"  {run['first error']}" if run["errors"] else "")
        )


def _vectors(facts: Facts) -> Iterator[str]:
    yield f"VECTORS: synthetic ones, in {facts['dimension']} dimensions; milliseconds of a search"
    yield (
        f"{'  vectors':12}{'build s':>10}{'file MB':>10}{'memory MB':>11}"
        + _row(("p50", "p95", "p99", "recall@10", "nominated"))
        + "  kind"
    )
    for one in facts["sizes"]:
        held = (one["memory"] or {"now": 0})["now"] / _MEGA
        yield (
            f"  {one['vectors']:<10}{one['build']:10.2f}{one['bytes'] / _MEGA:10.0f}{held:11.0f}"
            f"{_row(one['milliseconds'].values())}{one['recall@10']:10.4f}"
            f"{one['nominated']:10.4f}  {one['kind']}"
        )
    growth = facts["times per tenfold"]
    parts = (f"{name} {times:.3g}x" for name, times in growth.items() if times is not None)
    if words := ", ".join(parts):
        yield f"  where there are ten times as many: {words}"


def _serving(memory: Mapping[str, int] | None) -> str:
    if memory is None:
        return "memory not known here"
    return f"memory {_mega(memory['now'])}, {_mega(memory['peak'])} at most"


def _row(values: Iterable[object]) -> str:
    return "".join(f"{one:10.2f}" if isinstance(one, float) else f"{one:>10}" for one in values)


def _mega(size: float) -> str:
    return f"{size / _MEGA:,.0f} MB" if size >= _MEGA else f"{size / 1000:,.0f} kB"


_PARTS: Mapping[str, Callable[[Facts], Iterable[str]]] = {
    "machine": _machine,
    "reference": reference_lines,
    "index": _index,
    "embed": _embed,
    "questions": _questions,
    "clients": _clients,
    "vectors": _vectors,
}
