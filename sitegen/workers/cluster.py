"""Work on a Dask cluster, in the place of processes of this machine: `sitegen build --cluster`.

Its workers need the same sitegen, and the archive's folder under the same path: they read seeds and
write pages there. What a worker that dies was at is done by another one.
"""

import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from sitegen.errors import UsageError
from sitegen.storage import remembered
from sitegen.workers import executors

_Result = TypeVar("_Result")
_Arguments = ParamSpec("_Arguments")
# Seconds to wait for the scheduler and for its first worker.
_PATIENCE = 30


class Cluster:
    """A cluster that this process may use.

    Args:
        client: a `distributed.Client`.
    """

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - the library has no types
        self._client = client

    @contextmanager
    def executor(self, shared: Any) -> Iterator[Executor]:  # noqa: ANN401 - as for a pool
        """Give work to all workers, each of which gets `shared` once."""
        yield _ClusterExecutor(self._client, shared)


class _ClusterExecutor(Executor):
    def __init__(self, client: Any, shared: Any) -> None:  # noqa: ANN401 - see above
        self._client = client
        self._shared = client.scatter([shared], broadcast=True, hash=False)[0]
        self._max_workers = max(1, sum(client.nthreads().values()))

    def submit(
        self,
        fn: Callable[_Arguments, _Result],
        /,
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> Future[_Result]:
        future: Future[_Result] = Future()
        task = self._client.submit(_run, self._shared, fn, *args, pure=False, **kwargs)
        task.add_done_callback(lambda done: _settle(done, future))
        return future


def _run(shared: Any, work: Callable[..., Any], *args: Any, **options: Any) -> Any:  # noqa: ANN401
    """Work in a worker of the cluster."""
    executors.receive(shared)
    return work(*args, **options)


def _settle(task: Any, future: Future[Any]) -> None:  # noqa: ANN401 - see above
    """Hand on what became of a task."""
    from distributed import KilledWorker  # noqa: PLC0415 - an extra

    if task.status == "finished":
        future.set_result(task.result())
    elif task.status == "error" and not isinstance(task.exception(), KilledWorker):
        future.set_exception(task.exception())
    else:
        future.set_exception(BrokenExecutor("the workers that took it died"))


@contextmanager
def connected(address: str, root: Path) -> Iterator[Cluster | None]:
    """Connect with a cluster; None in it where no address is given.

    Args:
        address: of the scheduler, `tcp://host:port`.
        root: the archive's folder, which the workers must see.

    Raises:
        UsageError: there is no cluster, or not one that can do this.
    """
    if not address:
        yield None
        return
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(
            "--cluster needs Dask", "", "install it: pip install 'sitegen[cluster]'"
        ) from error
    connect: Any = Client
    try:
        _knock(address)
        client = connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no Dask scheduler answers at {address}",
            "",
            "start one (dask scheduler), and name it as it says: tcp://host:port",
        ) from error
    with client:
        _look_at(client, root)
        yield Cluster(client)


def _knock(address: str) -> None:
    """See that somebody is there: a client that finds nobody holds this process up for long."""
    place = urlsplit(address)
    if place.scheme not in ("tcp", "tls") or not place.hostname or not place.port:
        message = "not an address of a scheduler"
        raise ValueError(message)
    socket.create_connection((place.hostname, place.port), timeout=_PATIENCE).close()


def _look_at(client: Any, root: Path) -> None:  # noqa: ANN401 - see above
    """Refuse workers that would do something else than this process."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise UsageError(
            "the cluster has no worker", "", "start one: dask worker tcp://..."
        ) from error
    here = state(root)
    for name, found in sorted(client.run(state, root).items()):
        if found[0] != here[0]:
            raise UsageError(
                f"{name} has another sitegen, or other libraries", "",
                f"install sitegen {here[1]} there as it is on {socket.gethostname()}",
            )  # fmt: skip
        if not found[2]:
            raise UsageError(
                f"{name} does not see the archive", str(root),
                "put it on a file system that all workers share, under the same path",
            )  # fmt: skip


def state(root: Path) -> tuple[str, str, bool]:
    """Return what tells one sitegen from another, its version, and whether it may write there."""
    from sitegen import __version__  # noqa: PLC0415 - circular elsewhere

    return remembered.code_digest(), __version__, os.access(root, os.R_OK | os.W_OK)
