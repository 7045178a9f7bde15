"""What all tests share: an archive in a temporary folder, and sitegen's command line."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from sitegen import cli
from sitegen.articles import parsing
from sitegen.model import Article, Problem

# The same examples in every run; `--hypothesis-profile=search` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("same")

ROOT = Path(__file__).resolve().parent.parent
PROSE = (
    "The keeper of the light climbed two hundred steps each evening and counted them aloud, "
    "because he had been told that a man who counts does not grow old. He was not sure that it "
    "was true. But he had counted for thirty years, and he was the last of the keepers who did.\n\n"
    "When the lamp was made to turn by itself, they gave him a clock and a letter. He has kept the "
    "letter in the clock. On most evenings he still goes up, since nobody has asked him for the "
    "key, and he says that the light is steadier when there is somebody with it.\n"
)
# Another text, under whatever title.
OTHER_PROSE = (
    "Nobody in the valley can say when the mill first stopped at noon, only that it always has. "
    "The wheel is lifted, the stones are swept, and for an hour the stream runs past as if it had "
    "never been asked to do anything else. Then a bell is rung that was cast for a chapel.\n\n"
    "The miller's daughter, who inherited both bell and habit, was offered an electric motor in "
    "the spring. She asked the man from the company whether it would mind stopping for lunch. He "
    "laughed, and she thanked him for the coffee that he had not yet drunk.\n"
)


@dataclass(frozen=True)
class Run:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Both streams, the report first."""
        return self.out + self.err


class Archive:
    """A folder with an archive in it.

    Attributes:
        apart: whether each command is a process, as it is for people.
    """

    apart = False

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "seeds").mkdir(parents=True)

    @classmethod
    def at(cls, root: Path) -> "Archive":
        """Return the archive that stands in a folder."""
        found = cls.__new__(cls)
        found.root = root
        return found

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the archive."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def seed(self, name: str, title: str = "The keeper of the light", text: str = PROSE) -> Path:
        """Write a seed that holds an article."""
        return self.write(f"seeds/{name}", f"{title}\n\n{text}")

    def read(self, path: str) -> str:
        """Return a file's text."""
        return (self.root / path).read_text(encoding="utf-8")

    def files(self, folder: str = "") -> dict[str, bytes]:
        """Return every file below a folder: path -> bytes."""
        base = self.root / folder
        return {
            path.relative_to(base).as_posix(): path.read_bytes()
            for path in sorted(base.rglob("*"))
            if path.is_file()
        }

    def run(self, *arguments: str, **environment: str) -> Run:
        """Run sitegen in the archive's folder; in a process of its own if its environment differs.

        Within this process it is quick, and mutation testing sees what each test reaches.
        """
        if environment or self.apart:
            return self._run_apart(arguments, environment)
        said = io.StringIO(), io.StringIO()
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.chdir(self.root),
            contextlib.redirect_stdout(said[0]),
            contextlib.redirect_stderr(said[1]),
        ):
            for name in [name for name in os.environ if name.startswith("SITEGEN_")]:
                patch.delenv(name)
            patch.setattr(sys, "argv", ["sitegen", *arguments])
            with pytest.raises(SystemExit) as ended:
                cli.main()
        code = ended.value.code or 0
        assert isinstance(code, int)
        return Run(code, said[0].getvalue(), said[1].getvalue())

    def _run_apart(self, arguments: tuple[str, ...], environment: dict[str, str]) -> Run:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("SITEGEN_")}
        done = subprocess.run(
            [sys.executable, "-m", "sitegen", *arguments],
            cwd=self.root,
            env=inherited | {"PYTHONWARNINGS": "error"} | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Run(done.returncode, done.stdout, done.stderr)

    def build(self, *arguments: str, **environment: str) -> Run:
        """Run `sitegen build --no-search`."""
        return self.run("build", "--no-search", *arguments, **environment)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture
def archives(tmp_path: Path) -> Callable[[str], Archive]:
    """Make several archives in one test."""
    return lambda name: Archive(tmp_path / name)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the files of content/ whose front matter this process reads."""
    found: list[str] = []
    read_one = parsing.read_one

    def reading(
        topics: frozenset[str], file: tuple[str, bytes]
    ) -> tuple[Article | None, list[Problem]]:
        found.append(file[0])
        return read_one(topics, file)

    monkeypatch.setattr(parsing, "read_one", reading)
    return found


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write what the tests in cases/ and sites/ give"
    )


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))
