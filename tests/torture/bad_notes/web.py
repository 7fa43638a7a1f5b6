"""Notes that try to be a live part of a page."""

from .maker import Maker

BEACON = "http://127.0.0.1:18099/beacon"
"""Nobody listens there, and a page that shows notes must never call."""
SCRIPT_CANARY = "window.__xss"
"""What the scripts of the notes set: nobody may have run them."""


def _run(name: str) -> str:
    return f"{SCRIPT_CANARY}='{name}'"


_ELEMENTS = (
    ("script", f"<script>{_run('script')}</script>", "<script>"),
    ("img-onerror", f'<img src=x onerror="{_run("img")}">', "onerror="),
    ("svg-onload", f"<svg/onload={_run('svg')}>", "<svg"),
    (
        "iframe-srcdoc",
        "<iframe srcdoc='<script>parent.__xss=1</script>'></iframe>",
        "<iframe",
    ),
    ("details-toggle", f"<details open ontoggle={_run('det')}>x</details>", "ontoggle="),
    ("style-beacon", f"<style>@import '{BEACON}/css';</style>", "<style>"),
    ("meta-refresh", f"<meta http-equiv=refresh content='0;url={BEACON}/meta'>", "<meta"),
    ("base-href", f"<base href='{BEACON}/'>", "<base"),
    (
        "form",
        f"<form action='{BEACON}/form'><input name=q><button>Log in again</button></form>",
        "<form",
    ),
    (
        "noscript-mxss",
        f'<noscript><p title="</noscript><img src=x onerror={_run("mx")}>">',
        "onerror=",
    ),
    (
        "math-mxss",
        "<math><mtext><table><mglyph><style><!--</style>"
        f'<img title="--&gt;&lt;img src=1 onerror={_run("mm")}&gt;">',
        "<math>",
    ),
)
_LINKS = (
    ("js-link", f"[click](javascript:{_run('a')})", ""),
    ("js-link-case", f"[click](JaVaScRiPt:{_run('b')})", ""),
    ("js-link-entity", f"[click](&#106;avascript&colon;{_run('c')})", ""),
    ("js-link-tab", f'<a href="java\tscript:{_run("d")}">click</a>', "<a href"),
    ("js-link-ctrl", f"[click](\x01javascript:{_run('e')})", ""),
    ("js-link-ref", f"[click][r]\n\n[r]: javascript:{_run('f')}", ""),
    ("js-autolink", f"<javascript:{_run('g')}>", ""),
    ("vbscript", "[click](vbscript:msgbox)", ""),
    (
        "data-html",
        "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "",
    ),
    (
        "data-svg-img",
        "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
        "",
    ),
    ("beacon-img", f"![tracker]({BEACON}/img.png)", ""),
    ("beacon-ref", f"![t][z]\n\n[z]: {BEACON}/ref.png", ""),
    ("file-link", "[open](file:///etc/passwd) ![](file:///etc/passwd)", ""),
    ("unc-path", "[open](\\\\127.0.0.1\\share\\x) ![](//127.0.0.1/share/x.png)", ""),
)
_OTHERS = (
    (
        "katex-href",
        f"$\\href{{javascript:alert(1)}}{{x}}$ $\\includegraphics{{{BEACON}/k.png}}$",
        "",
    ),
    ("katex-rule", "$$\\rule{99999em}{99999em}$$", ""),
    (
        "katex-bomb",
        "$$\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\d\\d}\\def\\d{\\a\\a}\\a$$",
        "",
    ),
    (
        "streamlit-directives",
        ":red[red] :material/delete: :streamlit: :blue-background[x] :small[y] :shortcode:",
        "",
    ),
    (
        "fence-breakout",
        f"````\n```\n</code></pre><script>{_run('fb')}</script>\n```\n````",
        "<script>",
    ),
    (
        "quote-breakout",
        f"\"\"\" ''' </blockquote></div><img src=x onerror={_run('qb')}>",
        "onerror=",
    ),
    ("fake-citation", "Source: good/plain-00.md > Details, lines 1-9 [1] [2]", ""),
    (
        "html-entities",
        f"&lt;script&gt;{_run('he')}&lt;/script&gt; &amp;lt;b&amp;gt;",
        "<script>",
    ),
    ("closing-tags", "</p></div></body></html><!-- -->", "</body>"),
    (
        "link-text",
        f"[https://bank.example]({BEACON}/phish) <a href='{BEACON}/p2'>bank</a>",
        "<a href",
    ),
)


def web(maker: Maker) -> None:
    """Elements, links and markup of other kinds, each with what must not become live."""
    maker.category = "web"
    for name, payload, live in (*_ELEMENTS, *_LINKS, *_OTHERS):
        maker.text(
            f"web/{name}.md",
            f"# Web {name}\n\n{payload}\n\n@@M@@\n",
            f"active content: {name}",
            under=(f"Web {name}",),
            holds=payload,
            never_live=(live,) if live else (),
        )
