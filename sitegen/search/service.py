"""Pagefind's command as a service: pages in and files out through pipes, with no disk between.

Pagefind 1.5, `--service`: each message is JSON in base64 and ends with a comma; each question has
one answer, with its number. A page is sent once the one before is answered, so that pages are
numbered in the order in which they are sent.
"""

import base64
import json
import os
import subprocess
import tempfile
from typing import Any, Self

from sitegen.errors import SearchError

_AT_ONCE = 1 << 16


class Service:
    """Pagefind at work on one index; to be used in a `with` statement.

    Args:
        executable: Pagefind's command.

    Raises:
        SearchError: it cannot be started; and, from each method, it failed.
    """

    def __init__(self, executable: str) -> None:
        self._executable = executable
        self._asked = 0

    def __enter__(self) -> Self:
        self._said = tempfile.TemporaryFile()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - no part of it comes from a seed
                [self._executable, "--service"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said,
            )  # fmt: skip
        except OSError as error:
            self._said.close()
            raise SearchError(
                f"Pagefind cannot be started: {error.strerror}", self._executable,
                "install it again (pip install --force-reinstall pagefind-bin), or use --no-search",
            ) from error  # fmt: skip
        try:
            self._ask(type="NewIndex", config={})
        except SearchError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()
        self._said.close()

    def add(self, url: str, page: str) -> None:
        """Index a page."""
        self._ask(type="AddFile", index_id=0, file_path=None, url=url, file_contents=page)

    def files(self) -> dict[str, bytes]:
        """Return the index: path -> file."""
        answer = self._ask(type="GetFiles", index_id=0)
        return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}

    def _ask(self, **question: object) -> dict[str, Any]:
        self._asked += 1
        asked = json.dumps({"message_id": self._asked, "payload": question})
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        if pipe_in is None or pipe_out is None:
            raise self._failed("it has no pipes")
        answer = bytearray()
        try:
            pipe_in.write(base64.b64encode(asked.encode("utf-8")) + b",")
            pipe_in.flush()
            while not answer.endswith(b","):
                part = os.read(pipe_out.fileno(), _AT_ONCE)
                if not part:
                    raise self._failed("it ended")
                answer += part
        except BrokenPipeError as error:
            raise self._failed("it ended") from error
        said: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))
        payload: dict[str, Any] = said["payload"]
        if payload["type"] == "Error" or said["message_id"] != self._asked:
            raise self._failed(str(payload.get("message", "it answered something else")))
        return payload

    def _failed(self, why: str) -> SearchError:
        code = self._process.poll()
        self._said.seek(0)
        said = self._said.read()[-2000:].decode("utf-8", "replace").strip()
        exited = f" (exit {code})" if code is not None else ""
        return SearchError(
            f"Pagefind failed{exited}: {why}{': ' if said else ''}{said}", "",
            "build with --no-search to go on",
        )  # fmt: skip
