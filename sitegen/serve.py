"""Live preview: build, serve, watch, build again."""

import functools
import threading
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import watchfiles

from sitegen import build
from sitegen.config import FILE_NAME, Config
from sitegen.errors import SitegenError, UsageError
from sitegen.report import Report

_WATCHED = ("seeds", "content", "templates", FILE_NAME)
# What a build itself writes into content/ must not start the next one without end: a build that
# changes nothing ends the round.
_DEBOUNCE_MS = 200


def serve(
    load: Callable[[], Config],
    port: int,
    built: Callable[[Report | SitegenError], None],
    serving: Callable[[str], None],
) -> None:
    """Serve until interrupted.

    Args:
        load: reads the configuration, again before every build.
        port: to listen on, on this machine only.
        built: called after every build with its report, or the error that stopped it.
        serving: called once with the address.

    Raises:
        UsageError: the port is taken.
    """
    config = load()
    built(build.build(config))
    output = config.root / config.output
    try:
        server = ThreadingHTTPServer(
            ("127.0.0.1", port), functools.partial(_Handler, directory=str(output))
        )
    except OSError as error:
        raise UsageError(
            f"port {port} cannot be used: {error.strerror}", "", "name another: --port"
        ) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    serving(f"http://127.0.0.1:{server.server_port}/")
    try:
        _watch(config.root, load, built)
    finally:
        server.shutdown()


def _watch(
    root: Path, load: Callable[[], Config], built: Callable[[Report | SitegenError], None]
) -> None:
    def wanted(_change: watchfiles.Change, path: str) -> bool:
        try:
            parts = Path(path).relative_to(root).parts
        except ValueError:
            return False
        return bool(parts) and parts[0] in _WATCHED and not parts[-1].startswith(".")

    for _changes in watchfiles.watch(
        root, watch_filter=wanted, debounce=_DEBOUNCE_MS, raise_interrupt=True
    ):
        try:
            built(build.build(load()))
        except SitegenError as error:
            # The old site stands, and so does the server.
            built(error)


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site; what is not there gets the site's own 404 page."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():  # noqa: PLR2004 - not found
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep the terminal for what builds say."""
