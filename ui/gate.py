"""What every request must pass before Streamlit sees it: the right name, page and token.

Streamlit checks the host and the origin of its WebSocket only, and lets pages of any other port
of this computer connect. Here every request is checked, files and uploads too, and every response
tells the browser to load nothing from elsewhere.
"""

import hmac
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

TOKEN = "token"  # noqa: S105  (the name of the parameter)
_UNUSED = (
    *("/_stcore/agent", "/_stcore/metrics", "/_stcore/upload_file"),
    *("/app/static", "/auth", "/oauth2callback"),
)
"""What Streamlit would answer and the page never asks for."""
_NOT_HERE = b"This is not the address of this server.\n"
_PRIVATE = b"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Private</title>
<meta name="viewport" content="width=device-width">
<body style="font: 1rem sans-serif; margin: 4rem auto; max-width: 32rem; padding: 0 1rem">
<h1>This page is private</h1>
<p>Open the address that <code>quoth chat</code> printed, with its token, or give the token here.
<form><label>Token <input name="token" type="password" autocomplete="off" required></label>
<button>Open</button></form>
"""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may see the page."""

    hosts: frozenset[str]
    """Names and addresses that the server is called by, in lower case."""
    token: str | None = None
    """What must be in the address once; None where all who reach the server may see the page."""


class Gate:
    """An ASGI application around another one, which gets what has passed."""

    def __init__(self, app: Application, access: Access, headers: Headers) -> None:
        self._app = app
        self._access = access
        self._headers = headers
        """What every response says beside its own headers."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif not self._is_our_own(scope):
            await self._refuse(scope, send, _NOT_HERE, b"text/plain")
        elif self._access.token is None or self._knows(_cookie(scope)):
            if scope["path"].startswith(_UNUSED):
                await self._respond(send, 404, [], b"")
            else:
                await self._app(scope, receive, self._with_headers(send))
        elif self._knows(_query(scope).get(TOKEN, "")) and scope["type"] == "http":
            await self._let_in(scope, send)
        else:
            await self._refuse(scope, send, _PRIVATE, b"text/html")

    def _is_our_own(self, scope: Scope) -> bool:
        """Whether the request is for this server by one of its names, and from its own page.

        A stranger's page may point its own name at this computer: then the host is a stranger's.
        """
        host, origin = _header(scope, b"host"), _header(scope, b"origin")
        name = _host_name(host)
        return name in self._access.hosts and (not origin or urlsplit(origin).netloc == host)

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), (self._access.token or "").encode())

    async def _let_in(self, scope: Scope, send: Send) -> None:
        """Put the token into a cookie, and take it out of the address."""
        query = _query(scope)
        query.pop(TOKEN)
        place = "/" + quote(scope["path"].lstrip("/")) + (f"?{urlencode(query)}" if query else "")
        # Not strict: who follows a link from elsewhere would have to give the token again.
        cookie = f"{_cookie_name(scope)}={self._access.token}; Path=/; HttpOnly; SameSite=Lax"
        headers = [(b"location", place.encode()), (b"set-cookie", cookie.encode())]
        await self._respond(send, 303, headers, b"")

    async def _refuse(self, scope: Scope, send: Send, body: bytes, kind: bytes) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            headers = [(b"content-type", kind + b"; charset=utf-8")]
            await self._respond(send, 403, headers, body)

    async def _respond(self, send: Send, status: int, headers: Headers, body: bytes) -> None:
        headers = [
            *headers,
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            *self._headers,
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _with_headers(self, send: Send) -> Send:
        async def send_more(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self._headers]
            await send(message)

        return send_more


def _header(scope: Scope, name: bytes) -> str:
    """The value of a header; nothing where it is missing, or there is more than one."""
    values: Iterable[bytes] = [value for key, value in scope["headers"] if key.lower() == name]
    found = [value.decode("latin-1") for value in values]
    return found[0] if len(found) == 1 else "" if not found else "\0"


def _host_name(host: str) -> str:
    """The name or address in a Host header, without the port, in one way of writing it."""
    try:
        parts = urlsplit(f"//{host}")
        name = parts.hostname or ""
        _ = parts.port  # is a number, or this raises
        if parts.netloc != host or parts.username is not None:
            return ""
    except ValueError:
        return ""
    return normal(name)


def normal(name: str) -> str:
    """A host's name or address in one way of writing it."""
    name = name.lower().rstrip(".")
    try:
        address = ip_address(name)
    except ValueError:
        return name
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def _cookie(scope: Scope) -> str:
    pairs = (pair.strip().partition("=") for pair in _header(scope, b"cookie").split(";"))
    return next((value for name, _, value in pairs if name == _cookie_name(scope)), "")


def _cookie_name(scope: Scope) -> str:
    """Another one for each port: browsers give the cookies of a host to all its ports."""
    return f"quoth_{scope['server'][1]}"


def _query(scope: Scope) -> dict[str, str]:
    return dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
