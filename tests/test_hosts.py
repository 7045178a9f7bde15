"""Hosts' limits, and checking the site that was built."""

import pytest
from conftest import Archive

from sitegen.site import hosts


@pytest.mark.parametrize(
    ("sizes", "host"),
    [
        ({f"articles/{i}/index.html": 1 for i in range(20_001)}, "Cloudflare"),
        ({f"a/{i}.html": 1 for i in range(54_001)}, "Netlify"),
        ({"archive.json": 26 << 20}, "Cloudflare"),
        ({f"{i}/a": 64 << 20 for i in range(17)}, "GitHub"),
    ],
)
def test_each_limit_is_noticed(sizes: dict[str, int], host: str) -> None:
    assert any(host in problem.message for problem in hosts.problems(sizes))


def test_a_small_site_fits_everywhere() -> None:
    assert hosts.problems({f"{i}.html": 10_000 for i in range(1000)}) == []


def test_checking_what_was_built(archive: Archive) -> None:
    archive.seed("a.txt")
    assert archive.run("check", "--output", "public").code == 2
    archive.build()
    run = archive.run("check", "--output", "public")
    assert run.code == 0
    pages = sum(path.endswith(".html") for path in archive.files("public"))
    assert f"on {pages} pages" in run.said
    page = "public/articles/the-keeper-of-the-light/index.html"
    archive.write(page, archive.read(page).replace("../../topics/", "../../gone/", 1))
    run = archive.run("check", "--output", "public")
    assert run.code == 1
    assert "(link-dead)" in run.err
