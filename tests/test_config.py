"""sitegen.toml, SITEGEN_* and options: what is wrong is said, and which goes before which."""

from pathlib import Path

import pytest
from conftest import Archive

from sitegen import config
from sitegen.errors import ConfigError


def load(archive: Archive, text: str, **environment: str) -> config.Config:
    path = archive.write("sitegen.toml", text)
    return config.load(path, {}, environment)


def test_an_option_goes_before_the_environment_and_that_before_the_file(archive: Archive) -> None:
    path = archive.write("sitegen.toml", 'output = "file"\n')
    variables = {"SITEGEN_OUTPUT": "variable"}
    assert config.load(path, {"output": "flag"}, variables).output == "flag"
    assert config.load(path, {"output": None}, variables).output == "variable"
    assert config.load(path, {}, {}).output == "file"
    assert config.load(archive.write("other.toml", ""), {}, {}).output == "public"


def test_no_file_at_all_is_the_defaults(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive.root)
    assert config.load(None, {}, {}) == config.Config(root=archive.root.resolve())


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('titel = "x"', 1, "title"),
        ('title = "x"\nper_pgae = 3', 2, "per_page"),
        ("title = 3", 1, "title"),
        ("per_page = true", 1, "per_page"),
        ("per_page = 0", 1, "1 to 1000"),
        ('language = "klingon"', 1, "language tag"),
        ('base_url = "ftp://x"', 1, "https://"),
        ('output = ".."', 1, "folder"),
        ("title = ", 1, "TOML"),
        ('[topics.energy]\nlable = "Energy"', 2, "label"),
        ("[topics.energy]\nlabel = 3", 2, "label"),
        ('[topics."Två ord"]\nlabel = "x"', 1, "topic"),
    ],
)
def test_a_fault_is_named_with_its_line_and_remedy(
    archive: Archive, text: str, line: int, says: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        load(archive, text)
    assert raised.value.where.startswith(f"{archive.root / 'sitegen.toml'}:{line}")
    assert says in f"{raised.value} {raised.value.fix}"


def test_every_fault_is_named_in_one_run(archive: Archive) -> None:
    with pytest.raises(ConfigError) as raised:
        load(archive, 'titel = "x"\nper_page = "many"\n')
    said = f"{raised.value} {raised.value.fix}"
    assert "titel" in said
    assert "per_page" in said


@pytest.mark.parametrize("value", ["1", "true", "YES", "on"])
def test_the_environment_says_yes_in_several_words(archive: Archive, value: str) -> None:
    assert load(archive, "", SITEGEN_DRAFTS=value).drafts


def test_a_wrong_or_unknown_variable_is_an_error(archive: Archive) -> None:
    with pytest.raises(ConfigError, match="jobs"):
        load(archive, "", SITEGEN_JOBS="many")
    with pytest.raises(ConfigError) as raised:
        load(archive, "", SITEGEN_OUTPT="x")
    assert raised.value.where == "SITEGEN_OUTPT"
    assert "output" in raised.value.fix


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        config.load(tmp_path / "none.toml", {}, {})


def test_a_wrong_configuration_exits_with_2(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.write("sitegen.toml", 'titel = "x"\n')
    run = archive.build()
    assert run.code == 2
    assert "did you mean" in run.err


def test_an_archives_own_topics_take_the_place_of_the_default(archive: Archive) -> None:
    archive.write("sitegen.toml", '[topics.lights]\nlabel = "Lights"\nseeds = ["keeper", "lamp"]\n')
    archive.seed("a.txt")
    archive.build()
    assert "topic: lights\n" in archive.read("content/the-keeper-of-the-light.md")
    assert "Lights" in archive.read("public/topics/lights/index.html")
