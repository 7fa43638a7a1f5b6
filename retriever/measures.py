"""Units of measure: what they measure, and how they convert."""

from collections.abc import Mapping

_UNITS: Mapping[str, tuple[str, float]] = {
    name: (kind, factor)
    for kind, factor, names in (
        ("time", 0.001, "ms millisecond milliseconds"),
        ("time", 1, "s sec secs second seconds"),
        ("time", 60, "min mins minute minutes"),
        ("time", 3600, "h hr hrs hour hours"),
        ("time", 86400, "d day days"),
        ("time", 604800, "week weeks wk wks"),
        ("months", 1, "month months"),
        ("months", 12, "year years yr yrs"),
        ("data", 1, "B byte bytes"),
        ("data", 2**10, "KB KiB kilobyte kilobytes"),
        ("data", 2**20, "MB MiB megabyte megabytes"),
        ("data", 2**30, "GB GiB gigabyte gigabytes"),
        ("data", 2**40, "TB TiB terabyte terabytes"),
        ("mass", 0.001, "mg"),
        ("mass", 1, "g gram grams"),
        ("mass", 1000, "kg kilo kilos"),
        ("length", 1, "mm"),
        ("length", 10, "cm"),
        ("length", 1000, "m metre metres meter meters"),
        ("length", 1e6, "km kilometre kilometres"),
        ("volume", 1, "ml"),
        ("volume", 100, "dl"),
        ("volume", 1000, "l litre litres liter liters"),
        ("temperature", 1, "° °C C degrees"),
        ("fahrenheit", 1, "°F F"),
        ("power", 1, "W watt watts"),
        ("power", 1000, "kW"),
        ("voltage", 1, "V volt volts"),
        ("current", 1, "A amp amps"),
        ("percent", 1, "% percent"),
        ("money €", 1, "€ EUR euro euros"),
        ("money $", 1, "USD dollar dollars"),
        ("money £", 1, "£ GBP pound pounds"),
    )
    for name in names.split()
}
_FOLDED = {name.casefold(): found for name, found in _UNITS.items() if len(name) > 1}


def unit_of_measure(unit: str) -> tuple[str, float] | None:
    """What a unit measures, and how many of the smallest such unit it is; None for other words.

    Of single letters the case counts.

    >>> unit_of_measure("Hours"), unit_of_measure("messages")
    (('time', 3600), None)
    """
    return _UNITS.get(unit) or _FOLDED.get(unit.casefold())
