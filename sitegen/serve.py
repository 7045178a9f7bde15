"""`sitegen serve`: the live preview, until it is interrupted."""

import signal
import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from sitegen.config import Config
from sitegen.errors import UsageError
from sitegen.preview.builder import Preview, Told
from sitegen.preview.desk import Desk
from sitegen.preview.desk_pages import DeskPages
from sitegen.preview.server import application

# So many ports above one that is taken are tried, to name a free one.
_TRIED = 100
# Seconds between two looks whether Ctrl-C was pressed.
_LOOK = 0.1
LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(
    load: Callable[[], Config],
    bind: str,
    port: int,
    told: Told,
    serving: Callable[[str], None],
) -> None:
    """Serve until it is interrupted.

    Args:
        load: reads the configuration, again before every build.
        bind: the address to listen on.
        port: the port to listen on; 0 for any.
        told: called after every build with its report, or the error that stopped it.
        serving: called once with the address.

    Raises:
        UsageError: the address or the port cannot be used.
    """
    listening = listening_socket(bind, port)
    # Whoever starts it in the background has it ignore Ctrl-C, and stops it as services are.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    preview = Preview(load, told)
    # Whoever is not at this machine may read, but correct nothing.
    routes = DeskPages(Desk(preview)).routes() if bind in LOCAL else []
    server = uvicorn.Server(
        uvicorn.Config(
            application(preview, bind, routes), log_config=None, access_log=False,
            lifespan="off", timeout_graceful_shutdown=1,
        )
    )  # fmt: skip
    thread = threading.Thread(
        target=_run, args=(server, listening), name="sitegen-serve", daemon=True
    )
    host = f"[{bind}]" if ":" in bind else bind
    try:
        preview.start()
        thread.start()
        serving(f"http://{host}:{listening.getsockname()[1]}/")
        # The system may give a signal to any thread, and only this one answers it, if it is awake.
        while thread.is_alive():
            thread.join(_LOOK)
    except KeyboardInterrupt:
        pass  # that is how it ends
    finally:
        preview.stop()
        server.should_exit = server.force_exit = True
        thread.join(timeout=3)
        listening.close()


def _run(server: uvicorn.Server, listening: socket.socket) -> None:
    """Run a server until it ends."""
    try:
        server.run(sockets=[listening])
    except Exception:
        # Told to end while it answers, it may find the threads gone that it answers with.
        if not server.should_exit:
            raise


def open_in_browser(address: str) -> None:
    """Show the preview in the browser of this desk."""
    webbrowser.open(address)


def listening_socket(bind: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        UsageError: the address or the port cannot be used.
    """
    try:
        return _bound(bind, port)
    except OSError as error:
        if port and (free := _free(bind, port)):
            fix = f"stop what uses it, or take a free one: --port {free}"
        else:
            fix = "name another address or port: --bind, --port"
        raise UsageError(f"{bind}:{port} cannot be used: {error.strerror}", "", fix) from error


def _bound(bind: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    # Named, since asyncio has only such send at once; others hold half an answer back for 40 ms.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((bind, port))
        found.listen()
    except OSError:
        found.close()
        raise
    return found


def _free(bind: str, port: int) -> int:
    """Return the next free port, 0 if none is near."""
    for other in range(port + 1, min(port + _TRIED, 65536)):
        try:
            _bound(bind, other).close()
        except OSError:
            continue
        return other
    return 0
