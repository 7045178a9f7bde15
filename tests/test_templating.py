"""Templates made into code: kept beside sitegen's own modules, if they are sitegen's own."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import jinja2
import pytest

from sitegen.site.templating import Compiled, Environment


class Counted(Environment):
    """Counts what is compiled."""

    compiled = 0

    def _compile(self, source: str, filename: str) -> CodeType:
        self.compiled += 1
        return super()._compile(source, filename)


def rendered(folder: Path, theme: Path, words: str = "", maker: str = "") -> tuple[str, int]:
    """Return what a template says in a new process, and how many were compiled for that."""
    Compiled.__dict__["_known"].clear()
    environment = Counted(
        loader=jinja2.FileSystemLoader([folder, theme]),
        bytecode_cache=Compiled(words, theme, maker),
    )
    return environment.get_template("parts/a.html").render(), environment.compiled


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Return an archive's templates/ and the default theme's folder."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "pyc"))
    for name in ("own", "theme"):
        (tmp_path / name / "parts").mkdir(parents=True)
    (tmp_path / "theme" / "parts" / "a.html").write_text("one {{ 1 + 1 }}", encoding="utf-8")
    return tmp_path / "own", tmp_path / "theme"


def kept(folder: Path) -> list[Path]:
    return [path for path in (folder.parent / "pyc").rglob("*") if path.is_file()]


def test_code_of_the_default_theme_is_kept_for_the_next_process(folders: tuple[Path, Path]) -> None:
    assert rendered(*folders) == ("one 2", 1)
    assert rendered(*folders) == ("one 2", 0)
    # The words stand in the code; and sitegen, or what it rests on, may make other code of it.
    assert rendered(*folders, words="de") == ("one 2", 1)
    assert rendered(*folders, words="de", maker="new") == ("one 2", 1)
    assert rendered(*folders, words="de", maker="new") == ("one 2", 0)
    assert len(kept(folders[0])) == 1
    (folders[1] / "parts" / "a.html").write_text("two", encoding="utf-8")
    assert rendered(*folders, words="de", maker="new") == ("two", 1)


def test_code_of_an_archives_own_theme_is_not_kept(folders: tuple[Path, Path]) -> None:
    (folders[0] / "parts" / "a.html").write_text("own", encoding="utf-8")
    for _ in range(2):
        assert rendered(*folders) == ("own", 1)
    assert not kept(folders[0])


@pytest.mark.parametrize("damage", [lambda _: b"", lambda data: data[:-9], lambda _: b"x" * 99])
def test_code_that_was_damaged_is_made_again(
    folders: tuple[Path, Path], damage: Callable[[bytes], bytes]
) -> None:
    rendered(*folders)
    (file,) = kept(folders[0])
    file.write_bytes(damage(file.read_bytes()))
    assert rendered(*folders) == ("one 2", 1)
    assert rendered(*folders) == ("one 2", 0)


def test_what_cannot_be_kept_is_done_without(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folders[0].parent / "pyc").write_text("", encoding="utf-8")
    assert rendered(*folders) == ("one 2", 1)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (folders[0].parent / "pyc").unlink()
    assert rendered(*folders) == ("one 2", 1)
    assert not kept(folders[0])
