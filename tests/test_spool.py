"""HTML on its way by disk: it comes back as it was, and what is gone is made again or told."""

import os
from pathlib import Path

import pytest

from sitegen.errors import PublishError
from sitegen.model import Article
from sitegen.report import Work, silent
from sitegen.site import bodies
from sitegen.storage import spool
from sitegen.storage.cache import Memo

ARTICLE = Article("A title", "Some *text* of it.", slug="a-title", lang="en")
HTML = "<p>Some <em>text</em> of it.</p>"


def work(folder: str) -> Work:
    return Work(1, Memo(None), silent, None, folder)


def test_what_is_put_comes_back_and_the_folder_goes(tmp_path: Path) -> None:
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool/left").write_bytes(b"by a build that was killed")
    with spool.folder_for(tmp_path / "spool") as folder:
        assert list(Path(folder).iterdir()) == []
        places = [spool.put(folder, data) for data in (b"one", b"", b"three" * 9000)]
        assert all(places)
        assert [spool.get(place) for place in places if place] == [b"one", b"", b"three" * 9000]
    assert not (tmp_path / "spool").exists()
    assert [spool.get(place) for place in places if place] == [None, None, None]


def test_where_nothing_can_be_put_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with spool.folder_for(tmp_path / "file/spool") as folder:
        assert folder == ""
        assert spool.put(folder, b"data") is None
    assert spool.put(str(tmp_path / "nowhere"), b"data") is None


def test_half_of_what_was_put_is_nothing(tmp_path: Path) -> None:
    with spool.folder_for(tmp_path / "spool") as folder:
        place = spool.put(folder, b"data")
        assert place
        os.truncate(place.file, 2)
        assert spool.get(place) is None


@pytest.mark.parametrize("kind", ["spool", "none"])
def test_a_body_comes_out_of_the_spool_or_is_made_again(tmp_path: Path, kind: str) -> None:
    with spool.folder_for(tmp_path / "spool") as folder:
        found = bodies.Bodies([ARTICLE], work(folder if kind == "spool" else ""))
        assert found.source("a-title", text=False).body().html == HTML
        assert found["a-title"].markdown == ARTICLE.body
        assert found.source("a-title", text=True).article == ARTICLE
    assert found["a-title"].html == HTML


def test_a_body_that_somebody_took_away_is_told_of(tmp_path: Path) -> None:
    with spool.folder_for(tmp_path / "spool") as folder:
        found = bodies.Bodies([ARTICLE], work(folder))
        source = found.source("a-title", text=False)
        next(Path(folder).iterdir()).unlink()
        with pytest.raises(PublishError, match="what waited here") as error:
            source.body()
    assert error.value.fix == "leave .sitegen/ alone while a build runs, and build again"
