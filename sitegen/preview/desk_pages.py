"""The desk's pages and what they ask for: with the session's token, and from this machine only."""

import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import jinja2
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sitegen.errors import SitegenError
from sitegen.language import languages
from sitegen.preview.desk import KINDS, Desk, Refused

_TEMPLATES = Path(__file__).parent / "templates"
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "frame-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
}
# Articles on one page of the list; bytes that a correction may have.
_AT_ONCE, _MOST_BYTES = 200, 1_000_000

Handler = Callable[[Request], Awaitable[Response]]


class DeskPages:
    """Answers under `/_desk/`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # New in each session: a page of another site cannot know it.
        self._token = secrets.token_urlsafe(24)
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(token=self._token, kinds=KINDS)

    def routes(self) -> list[Route]:
        """Return the desk's routes."""
        return [
            Route("/_desk/", self._answered(self._list), methods=["GET"]),
            Route("/_desk/undo", self._answered(self._undo), methods=["POST"]),
            Route("/_desk/next", self._answered(self._next), methods=["GET"]),
            Route("/_desk/article/{slug}", self._answered(self._article), methods=["GET"]),
            Route("/_desk/article/{slug}/save", self._answered(self._save), methods=["POST"]),
            Route("/_desk/article/{slug}/same", self._answered(self._same), methods=["POST"]),
            Route("/_desk/article/{slug}/drop", self._answered(self._drop), methods=["POST"]),
        ]

    def _answered(self, handler: Handler) -> Handler:
        """Check the token where something is asked to change, and say in JSON what is refused."""

        async def answer(request: Request) -> Response:
            try:
                if request.method == "POST":
                    self._check(request)
                return await handler(request)
            except Refused as refused:
                return JSONResponse(refused.said, refused.status, _HEADERS)
            except SitegenError as error:
                return JSONResponse({"message": str(error), "fix": error.fix}, 500, _HEADERS)

        return answer

    def _check(self, request: Request) -> None:
        given = request.headers.get("x-sitegen-token", "")
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            raise Refused(403, message="This page is of an earlier session; load it again.")

    async def _json(self, request: Request) -> dict[str, Any]:
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _MOST_BYTES:
            raise Refused(413, message="That is too much for one correction.")
        try:
            value = await request.json()
        except ValueError as error:
            raise Refused(400, message="That is no JSON.") from error
        if not isinstance(value, dict):
            raise Refused(400, message="That is no correction.")
        return value

    def _page(self, template: str, **values: Any) -> Response:  # noqa: ANN401 - for a template
        text = self._environment.get_template(template).render(**values)
        return Response(text, 200, _HEADERS, "text/html")

    async def _list(self, request: Request) -> Response:
        kind = request.query_params.get("kind", "")
        number = request.query_params.get("page", "1")
        page = int(number) if number.isdecimal() and len(number) < 7 else 1  # noqa: PLR2004 - sane
        rows = await run_in_threadpool(self._desk.rows)
        counts = self._desk.counts(rows)
        shown = [row for row in rows if not kind or kind in row.doubts]
        start = (max(page, 1) - 1) * _AT_ONCE
        return self._page(
            "list.html", rows=shown[start : start + _AT_ONCE], counts=counts, kind=kind,
            page=max(page, 1), pages=max(1, -(-len(shown) // _AT_ONCE)), shown=len(shown),
            doubtful=len(rows), total=self._desk.total,
        )  # fmt: skip

    async def _article(self, request: Request) -> Response:
        found = await run_in_threadpool(self._desk.article, request.path_params["slug"])
        topics = self._desk.loaded.site.topics
        return self._page(
            "article.html", **found, topics=sorted(topics.items(), key=lambda pair: pair[1]),
            languages=sorted(languages.LANGUAGES),
        )  # fmt: skip

    async def _next(self, request: Request) -> Response:
        """Say which doubtful article follows one, round and round."""
        after = request.query_params.get("after", "")
        slug = await run_in_threadpool(self._desk.following, after)
        return JSONResponse({"slug": slug}, 200, _HEADERS)

    async def _save(self, request: Request) -> Response:
        value = await self._json(request)
        fields, toggle = value.get("fields", {}), value.get("toggle", [])
        if not isinstance(fields, dict) or not all(isinstance(n, int) for n in toggle):
            raise Refused(400, message="That is no correction.")
        slug, known = request.path_params["slug"], str(value.get("digest", ""))
        await run_in_threadpool(self._desk.save, slug, known, fields, list(toggle))
        return JSONResponse({}, 200, _HEADERS)

    async def _same(self, request: Request) -> Response:
        number = int((await self._json(request)).get("line", -1))
        found = await run_in_threadpool(self._desk.same_line, request.path_params["slug"], number)
        return JSONResponse({"articles": found}, 200, _HEADERS)

    async def _drop(self, request: Request) -> Response:
        value = await self._json(request)
        paths, number = [str(path) for path in value.get("paths", [])], int(value.get("line", -1))
        slug = request.path_params["slug"]
        count = await run_in_threadpool(self._desk.drop_everywhere, slug, number, paths)
        return JSONResponse({"count": count}, 200, _HEADERS)

    async def _undo(self, _request: Request) -> Response:
        paths = await run_in_threadpool(self._desk.undo)
        return JSONResponse({"paths": paths}, 200, _HEADERS)
