"""What the page may load and do, as the browser is told with every response.

Quotes are shown as text and nothing in them is obeyed; should that ever fail, the browser still
runs no script but Streamlit's own files, asks no other server for anything, and tells none where
the user came from.
"""

import base64
import hashlib
import re
from pathlib import Path

from .gate import Headers

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_POLICY = {
    "default-src": "'self'",
    # Components are loaded from memory.
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "worker-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def headers() -> Headers:
    """The headers for every response of the server."""
    policy = dict(_POLICY)
    policy["script-src"] += "".join(f" 'sha256-{digest}'" for digest in _inline_scripts())
    return [
        (
            b"content-security-policy",
            "; ".join(f"{name} {value}" for name, value in policy.items()).encode(),
        ),
        (b"referrer-policy", b"no-referrer"),  # the address may hold the token
        (b"x-content-type-options", b"nosniff"),
    ]


def _inline_scripts() -> list[str]:
    """The digests of the scripts that stand in Streamlit's page itself."""
    import streamlit

    page = Path(streamlit.__file__).with_name("static") / "index.html"
    scripts = _INLINE.findall(page.read_text("utf-8"))
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return [base64.b64encode(digest).decode() for digest in digests]
