"""What the documentation promises is there, and what is there is documented."""

import re
import tomllib
from dataclasses import fields

import pytest
from conftest import ROOT

from sitegen import config
from sitegen.articles import frontmatter
from sitegen.cli import app

README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("name", sorted(app.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"^\| `sitegen {name}\b", README, re.MULTILINE)


@pytest.mark.parametrize("name", [f.name for f in fields(config.Config) if f.name != "root"])
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"`{name}`" in README or f"`[{name}" in README


def test_the_readme_gives_the_defaults() -> None:
    row = re.search(r"^\| `per_page` \| (\d+) \|", README, re.MULTILINE)
    assert row
    assert int(row[1]) == config.Config(root=ROOT).per_page


@pytest.mark.parametrize("name", frontmatter.FIELDS)
def test_every_field_of_an_article_is_in_the_readme(name: str) -> None:
    assert re.search(rf"^{name}:|`{name}`", README, re.MULTILINE)


@pytest.mark.parametrize("name", [re.match(r"[\w-]+", d)[0] for d in PROJECT["dependencies"]])  # type: ignore[index]
def test_every_dependency_has_its_reason(name: str) -> None:
    assert re.search(rf"^\|[^|]*\b{name}\b[^|]*\|", ARCHITECTURE, re.MULTILINE)


def test_the_picture_of_the_house_names_every_module() -> None:
    for path in (ROOT / "sitegen").iterdir():
        if path.suffix == ".py" and not path.stem.startswith("__"):
            assert f"{path.name} " in ARCHITECTURE.replace("\n", " "), path.name
        elif path.is_dir() and not path.name.startswith("__"):
            assert f"{path.name}/" in ARCHITECTURE, path.name


@pytest.mark.parametrize(
    "folder",
    "articles conversion incremental language learned model site storage survey workers".split(),
)
def test_the_picture_of_the_house_names_the_modules_of_stages(folder: str) -> None:
    picture = re.search(rf"^  {folder}/.*\n(?:    +.*\n)*", ARCHITECTURE, re.MULTILINE)
    assert picture
    for path in (ROOT / "sitegen" / folder).glob("*.py"):
        assert path.stem == "__init__" or re.search(rf"\b{path.stem}\b", picture[0]), path.name


@pytest.mark.parametrize(
    "path", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"]
)
def test_files_that_are_named_are_there(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert ((ROOT / path).parent / target).exists(), target


def test_no_file_holds_a_package_registrys_address() -> None:
    registries = re.compile(r"https?://(?:files\.pythonhosted|pypi|[\w.-]*registry)")
    for path in [*ROOT.glob("*.*"), *(ROOT / "tools").iterdir(), *(ROOT / "docs").iterdir()]:
        if path.is_file():
            assert not registries.search(path.read_text(encoding="utf-8")), path
