"""What the preview serves: the site, the event stream, the desk; to this machine's pages only."""

import asyncio
import hashlib
import ipaddress
import json
import mimetypes
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from sitegen.pages.machines import POLICY
from sitegen.preview import files
from sitegen.preview.builder import Preview
from sitegen.preview.events import Event

_STATIC = Path(__file__).parent / "static"
# With the state of the site that the page shows, so that it is told what it misses on its way.
_SCRIPT = '<script type="module" src="/_preview/preview.js?since={}"></script>'
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
# What pages are made with stays with the browser, which asks whether it is still the same.
_REVALIDATED = _HEADERS | {"Cache-Control": "no-cache"}
# As on a host, but that the desk shows pages in a frame.
_POLICY = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
# Events that a page which does not listen may leave lying, and seconds between signs of life.
_UNREAD, _SIGN_OF_LIFE = 200, 15
# Bytes of a file that is read before it is served, so that it cannot go away in between.
_AT_ONCE = 1_000_000
_LOCAL = ("127.0.0.1", "localhost", "::1")
_NOT_YET = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>sitegen</title>"
    "<body><main><h1>The site is being built</h1><p>This page shows it as soon as it stands.</p>"
    "</main></body>"
)

Handler = Callable[[Request], Awaitable[Response]]


def application(preview: Preview, bind: str, routes: list[Route]) -> Starlette:
    """Return the application.

    Args:
        preview: what is served.
        bind: the address that is listened on.
        routes: of the desk.
    """
    handlers = _Handlers(preview)
    app = Starlette(
        routes=[
            Route("/_preview/events", handlers.events, methods=["GET"]),
            Route("/_preview/{name}", handlers.own_file, methods=["GET"]),
            *routes,
            Route("/{path:path}", handlers.site_file, methods=["GET", "HEAD"]),
        ]
    )
    app.add_middleware(_OnlyOurs, bind=bind)
    return app


class _OnlyOurs:
    """Refuses what does not come from a page of ours: other hosts' names, other sites' scripts."""

    def __init__(self, app: Any, bind: str) -> None:  # noqa: ANN401 - any ASGI application
        self._app, self._bind = app, bind

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        host = headers.get(b"host", b"").decode("latin-1")
        why = self._refused(host, headers, scope["method"])
        if why:
            await Response(why, 403, _HEADERS, "text/plain")(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refused(self, host: str, headers: dict[bytes, bytes], method: str) -> str:
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
        if not self._known(name.strip("[]")):
            return "This preview answers to this machine's own names only."
        origin = headers.get(b"origin", b"").decode("latin-1")
        if (origin or method not in ("GET", "HEAD")) and origin != f"http://{host}":
            return "This preview answers to its own pages only."
        return ""

    def _known(self, name: str) -> bool:
        if name in _LOCAL:
            return True
        if self._bind in _LOCAL:
            return False
        # Another site's name could lead here by its owner's doing; a bare address cannot.
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name.lower() == socket.gethostname().lower()
        return True


class _Handlers:
    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    async def events(self, request: Request) -> Response:
        """Stream what happens, as server-sent events."""
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[Event] = asyncio.Queue(_UNREAD)
        events = self._preview.events
        since = request.query_params.get("since", "")
        # Browsers that lost the stream say which event was their last.
        heard = request.headers.get("Last-Event-ID", "")

        behind = asyncio.Event()

        def put(event: Event) -> None:
            if queue.full():
                behind.set()
            else:
                queue.put_nowait(event)

        def listener(event: Event) -> None:
            loop.call_soon_threadsafe(put, event)

        async def stream() -> AsyncIterator[str]:
            events.listen(listener, since, heard)
            try:
                yield _told(Event("status", self._preview.status, since))
                # A page that fell behind asks again, and says which event was its last.
                while not behind.is_set() and not await request.is_disconnected():
                    try:
                        yield _told(await asyncio.wait_for(queue.get(), _SIGN_OF_LIFE))
                    except TimeoutError:
                        yield ": still here\n\n"
            finally:
                events.unlisten(listener)

        return StreamingResponse(stream(), headers=_HEADERS, media_type="text/event-stream")

    async def own_file(self, request: Request) -> Response:
        """Serve the preview's own script."""
        name = request.path_params["name"]
        known = {path.name: path for path in _STATIC.iterdir()}
        if name not in known:
            return Response("not found", 404, _HEADERS)
        return FileResponse(known[name], headers=_HEADERS, media_type=_type(name))

    async def site_file(self, request: Request) -> Response:
        """Serve a file of the site, with the preview's script in its pages."""
        raw = request.scope.get("raw_path") or request.url.path.encode()
        path = files.site_path(raw.partition(b"?")[0])
        site = self._preview.config.root / self._preview.config.output
        # Before anything is looked at: what is told from now on, the page may not show.
        now = self._preview.events.now
        if path is None or self._preview.is_gone(path):
            return await run_in_threadpool(self._missing, site, now)
        found: bytes | Path | None = await run_in_threadpool(self._preview.ahead, path)
        if found is None:
            found = await run_in_threadpool(_standing, site, path)
        if isinstance(found, bytes):
            if path.endswith(".html"):
                return _page(found, now)
            return _part(path, found, request.headers.get("If-None-Match", ""))
        if found is not None:
            return FileResponse(found, headers=_HEADERS, media_type=_type(path))
        if await run_in_threadpool(files.within, site, f"{path}/index.html") is not None:
            return RedirectResponse(f"/{path}/", headers=_HEADERS)
        return await run_in_threadpool(self._missing, site, now)

    def _missing(self, site: Path, now: str) -> Response:
        page = self._preview.ahead("404.html") or _standing(site, "404.html")
        if not isinstance(page, bytes):
            return _page(_NOT_YET.encode(), now, 503)
        return _page(page, now, 404)


def _standing(site: Path, path: str) -> bytes | Path | None:
    """Return a file of the site, a large one by its place; None where there is none."""
    found = files.within(site, path)
    try:
        if found is not None and (path.endswith(".html") or found.stat().st_size <= _AT_ONCE):
            return found.read_bytes()
    except FileNotFoundError:  # a build has just put another site in the place of this one
        return None
    return found


def _told(event: Event) -> str:
    # To have heard how things stand does not mean to have heard of all that changed.
    known = "" if event.name == "status" else f"id: {event.now}\n"
    return f"{known}event: {event.name}\ndata: {json.dumps(event.said)}\n\n"


def _page(data: bytes, now: str, status: int = 200) -> Response:
    """Return a page with the preview's script, which a browser does not keep."""
    script = _SCRIPT.format(now).encode("ascii")
    before, end, after = data.rpartition(b"</body>")
    data = before + script + end + after if end else data + script
    headers = _HEADERS | {"Content-Security-Policy": _POLICY}
    return Response(data, status, headers, _type("index.html"))


def _part(path: str, data: bytes, known: str) -> Response:
    """Return what pages are made with, unless the browser has the same already.

    Args:
        path: of the file.
        data: what it holds.
        known: the browser's `If-None-Match`.
    """
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = _REVALIDATED | {"Content-Security-Policy": _POLICY, "ETag": tag}
    if known == tag:
        return Response(None, 304, headers)
    return Response(data, 200, headers, _type(path))


def _type(path: str) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
