"""What happens to an archive over the years, as a state machine that hypothesis drives.

People and seeds change an archive in every order; builds run, in processes of their own and in one
that remembers those before, are killed and fail. After each of them: nothing that a person wrote is
missing, every permalink that was ever published leads somewhere, what others put into the site
stands, what was deleted is not published, and the site is byte for byte what a clean build gives,
or after a kill the one before.
"""

import re
import shutil
import tempfile
from dataclasses import dataclass, field
from difflib import unified_diff
from itertools import count
from pathlib import Path

import yaml
from conftest import OTHER_PROSE, PROSE, Archive
from crashing import Crashes
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from sitegen import build, config
from sitegen.report import Session
from sitegen.workers import executors

_TITLES = ("The keeper", "the keeper", "Café", "Cafe\u0301", "C++", "C#", "CON", "☃", "a/../b", "x")
_TEXTS = (PROSE, OTHER_PROSE, PROSE + OTHER_PROSE, OTHER_PROSE + PROSE, "Too short.")
_FIELDS = ("title", "author", "topic", "date")
_VALUES = {
    "title": ("Mine, with: a colon", "Another of mine"),
    "author": ("Ada Person", "Ben Person"),
    "topic": ("politics", "health"),
    "date": ("1999-12-31", "2001"),
}
# A build makes up to so many calls that write something.
_MOST_CALLS = 160


def digest(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def built_anew(root: Path, folder: Path) -> dict[str, bytes]:
    """Return the site that a clean build of an archive gives."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("public", "*.sqlite*", "site"))
    build.build(config.load(folder / "sitegen.toml", {}, {}))
    return digest(folder / "public")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that differ, the first with how it does."""
    found = sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    for path in found[:1]:
        before, after = (site.get(path, b"").decode().splitlines() for site in (one, other))
        found += list(unified_diff(before, after, lineterm="", n=0))[:9]
    return found


class _GivenUpError(Exception):
    pass


@dataclass
class Written:
    """What a person wrote into a file of content/."""

    words: set[str] = field(default_factory=set)
    fields: dict[str, str] = field(default_factory=dict)


class History(RuleBasedStateMachine):
    """An archive, and what is known of it from outside."""

    crashes: Crashes
    # How often each thing was done, over all histories.
    counts: dict[str, int]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.archive = Archive(self.folder / "archive")
        self.archive.write("sitegen.toml", "search = false\njobs = 1\n")
        self.settings = config.load(self.archive.root / "sitegen.toml", {}, {})
        self.content, self.seeds = self.archive.root / "content", self.archive.root / "seeds"
        self.public = self.archive.root / "public"
        self.outside = self.folder / "outside"
        self.outside.mkdir()
        (self.outside / "canary").write_text("alive", "utf-8")
        self.session = Session(executors.Kept(1))
        self.theirs = False
        self.published: set[str] = set()
        self.written: dict[Path, Written] = {}
        self.number = 0

    def teardown(self) -> None:
        """Look at the archive once more."""
        if self.has_content() or any(self.seeds.iterdir()):
            self.built(self.session)
        self.session.workers.stop()
        shutil.rmtree(self.folder)

    def files(self) -> list[Path]:
        """The articles' files."""
        return sorted(self.content.glob("*.md")) if self.content.is_dir() else []

    def has_content(self) -> bool:
        """Whether there is an article."""
        return bool(self.files())

    def has_seeds(self) -> bool:
        """Whether there is a seed."""
        return any(self.seeds.iterdir())

    def counted(self, what: str) -> int:
        """Count a step; return its number in this history."""
        self.counts[what] = self.counts.get(what, 0) + 1
        self.number += 1
        return self.number

    @initialize(title=st.sampled_from(_TITLES), text=st.sampled_from(_TEXTS))
    def begin(self, title: str, text: str) -> None:
        """Begin with one seed."""
        self.archive.seed("0.txt", title=title, text=text)
        self.built()

    @rule(name=st.integers(0, 4), title=st.sampled_from(_TITLES), text=st.sampled_from(_TEXTS))
    def seed(self, name: int, title: str, text: str) -> None:
        """A seed is new or changed."""
        self.counted("seed")
        self.archive.seed(f"{name}.txt", title=title, text=text)

    @precondition(has_seeds)
    @rule(data=st.data())
    def move_seed(self, data: st.DataObject) -> None:
        """A seed is given another name."""
        seed = data.draw(st.sampled_from(sorted(self.seeds.iterdir())))
        seed.rename(self.seeds / f"moved-{self.counted('move seed')}.txt")

    @precondition(has_seeds)
    @rule(data=st.data())
    def lose_seed(self, data: st.DataObject) -> None:
        """A seed is deleted."""
        self.counted("lose seed")
        data.draw(st.sampled_from(sorted(self.seeds.iterdir()))).unlink()

    @rule(title=st.sampled_from(_TITLES))
    def write_article(self, title: str) -> None:
        """A person writes an article without a seed."""
        number = self.counted("write")
        slug, word = f"own-{number}", f"word{number}"
        text = f"---\ntitle: {title!r}\nslug: {slug}\n---\n\nWith one {word} of mine.\n"
        self.written[self.archive.write(f"content/{slug}.md", text)] = Written({word})

    @precondition(has_content)
    @rule(data=st.data())
    def edit_body(self, data: st.DataObject) -> None:
        """A person adds a word to a text."""
        file = data.draw(st.sampled_from(self.files()))
        word = f"word{self.counted('edit')}"
        file.write_text(f"{file.read_text('utf-8').rstrip()} {word}\n", "utf-8")
        self.written.setdefault(file, Written()).words.add(word)

    @precondition(has_content)
    @rule(data=st.data(), name=st.sampled_from(_FIELDS), which=st.integers(0, 1))
    def edit_field(self, data: st.DataObject, name: str, which: int) -> None:
        """A person sets a field of the front matter."""
        self.counted("edit field")
        file = data.draw(st.sampled_from(self.files()))
        value = _VALUES[name][which]
        _, head, body = file.read_text("utf-8").split("---\n", 2)
        lines = re.sub(rf"(?m)^{name}:.*\n(?:[- ].*\n)*", "", head)
        file.write_text(f'---\n{lines}{name}: "{value}"\n---\n{body}', "utf-8")
        self.written.setdefault(file, Written()).fields[name] = value

    @precondition(has_content)
    @rule(data=st.data())
    def rename_article(self, data: st.DataObject) -> None:
        """A person gives an article another slug, and its file the name of it."""
        file = data.draw(st.sampled_from(self.files()))
        slug = f"renamed-{self.counted('rename')}"
        text = re.sub(r"(?m)^slug: .*$", f"slug: {slug}", file.read_text("utf-8"), count=1)
        file.write_text(text, "utf-8")
        target = file.with_name(f"{slug}.md")
        file.rename(target)
        if file in self.written:
            self.written[target] = self.written.pop(file)

    @precondition(has_content)
    @rule(data=st.data())
    def delete_article(self, data: st.DataObject) -> None:
        """A person deletes an article."""
        self.counted("delete")
        file = data.draw(st.sampled_from(self.files()))
        self.written.pop(file, None)
        file.unlink()

    @rule()
    def others_use_the_folder(self) -> None:
        """Others put a file and a link out of the archive into the site."""
        self.counted("foreign")
        if self.public.is_dir() and not self.theirs:
            (self.public / "theirs.txt").write_text("theirs", "utf-8")
            (self.public / "leads-out").symlink_to(self.outside)
            self.theirs = True

    @rule()
    def build(self) -> None:
        """The site is built."""
        self.counted("build")
        self.built()

    @rule(mode=st.sampled_from(("kill", "fail")), call=st.integers(1, _MOST_CALLS))
    def stopped_build(self, mode: str, call: int) -> None:
        """A build is killed or fails at some call."""
        self.counted(mode)
        before = digest(self.public)
        new = built_anew(self.archive.root, self.folder / "clean")
        run = self.crashes.at_call(self.archive.root, mode, call)
        assert "Traceback" not in run.err, run.err
        found = self.site()
        assert found in (self.of_ours(before), new), run.err
        if run.code == 0:
            assert found == new, run.err
        self.nothing_is_lost()

    def of_ours(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """Leave out what others put there, and the list that has it."""
        return {path: data for path, data in files.items() if path != "theirs.txt"}

    def site(self) -> dict[str, bytes]:
        """Return the files of the site that sitegen made."""
        found = digest(self.public)
        if self.theirs:
            assert found["theirs.txt"] == b"theirs"
            assert (self.public / "leads-out").is_symlink()
            assert (self.public / "leads-out").readlink() == self.outside
        assert digest(self.outside) == {"canary": b"alive"}
        return self.of_ours(found)

    @rule()
    def build_again(self) -> None:
        """A build runs in the process in which others ran, as the preview's do."""
        self.counted("build again")
        self.built(self.session)

    @rule(call=st.integers(1, 60))
    def given_up_build(self, call: int) -> None:
        """A build in that process is given up, as the preview's are for newer changes."""
        self.counted("give up")
        before, calls = self.site(), count(1)
        new = built_anew(self.archive.root, self.folder / "clean")

        def progress(*_: object) -> None:
            if next(calls) == call:
                raise _GivenUpError

        try:
            build.publish_site(self.settings, progress, session=self.session)
        except _GivenUpError:
            assert self.site() == before
        else:
            assert not (found := differing(self.site(), new)), found
        self.nothing_is_lost()

    def built(self, session: Session | None = None) -> None:
        """Build, and look at everything."""
        build.publish_site(self.settings, session=session)
        self.nothing_is_lost()
        files = self.site()
        anew = built_anew(self.archive.root, self.folder / "clean")
        assert not (found := differing(files, anew)), found
        pages = {path for path in files if path.endswith("/index.html")}
        assert self.published <= pages, self.published - pages
        self.published |= {path for path in pages if path.startswith("articles/")}
        heads = (file.read_text("utf-8").split("---\n")[1] for file in self.files())
        slugs = {yaml.safe_load(head)["slug"] for head in heads}
        listed = files["archive.csv"].decode()
        for page in self.published:
            slug = page.split("/")[1]
            assert slug in slugs or f"/articles/{slug}/" not in listed, slug

    def nothing_is_lost(self) -> None:
        """Look for everything that a person wrote."""
        for file, written in self.written.items():
            text = file.read_text("utf-8")
            _, head, body = text.split("---\n", 2)
            fields = yaml.safe_load(head)
            assert all(word in body for word in written.words), (file, written)
            for name, value in written.fields.items():
                assert str(fields[name]) == value, (file, name, fields[name])
