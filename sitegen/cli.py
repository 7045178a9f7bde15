"""The command line: arguments, everything that is printed, and exit codes.

Exit codes: 0 clean, 1 problems, 2 wrong usage or configuration, 130 interrupted.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from sitegen import __version__, build, config, layout, readers, serve, survey
from sitegen.errors import SitegenError, UsageError
from sitegen.model import Article, Claim, Conversion, Draft, Problem, Section, Seed, Severity
from sitegen.report import Progress, Report, silent

app = typer.Typer(
    help="Turn a folder of messy saved articles into a clean, searchable, lasting archive.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="The archive's sitegen.toml; its folder is the archive."),
]
Output = Annotated[str | None, typer.Option("--output", "-o", help="Folder to write the site to.")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", help="Address that the site will have.")]
Drafts = Annotated[bool | None, typer.Option("--drafts/--no-drafts", help="Publish drafts too.")]
Strict = Annotated[
    bool | None, typer.Option("--strict/--no-strict", help="Take warnings as errors.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="Worker processes; 0: one a core.")]
SearchFlag = Annotated[
    bool | None, typer.Option("--search/--no-search", help="Index the site for searching.")
]
Portable = Annotated[
    bool | None,
    typer.Option("--portable/--no-portable", help="Make a site that works from a disk too."),
]
Json = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Print every article and the time of each stage.")
]


def main() -> None:
    """Run the command line."""
    try:
        # Outside its standalone mode, `typer.Exit` comes back as the exit code.
        sys.exit(app(prog_name="sitegen", standalone_mode=False))
    except SitegenError as error:
        _print_error(error)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _err.print("interrupted; the site was left as it was")
        sys.exit(130)
    except Exception as error:
        # Wrong usage, in the words of the library that reads the command line.
        show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
        if show is None or code is None:
            raise
        show()
        sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        _out.print(f"sitegen {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the options that stand before the command."""


@app.command("build")
def build_command(
    config_file: ConfigFile = None,
    output: Output = None,
    base_url: BaseUrl = None,
    drafts: Drafts = None,
    strict: Strict = None,
    jobs: Jobs = None,
    search: SearchFlag = None,
    portable: Portable = None,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Convert the seeds and build the site."""
    flags = {
        "output": output, "base_url": base_url, "drafts": drafts, "strict": strict,
        "jobs": jobs, "search": search, "portable": portable,
    }  # fmt: skip
    settings = config.load(config_file, flags)
    with _progress(as_json or quiet) as progress:
        report = build.build(settings, progress)
    _finish(report, settings, as_json=as_json, quiet=quiet, verbose=verbose)


@app.command()
def check(
    config_file: ConfigFile = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Check the site built in this folder.")
    ] = None,
    drafts: Drafts = None,
    strict: Strict = None,
    jobs: Jobs = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Say what is wrong with seeds, front matter, links and hosts' limits; write nothing."""
    flags = {"output": output, "drafts": drafts, "strict": strict, "jobs": jobs}
    settings = config.load(config_file, flags)
    with _progress(as_json or quiet) as progress:
        report = build.check(settings, progress, built=output is not None)
    _finish(report, settings, as_json=as_json, quiet=quiet, verbose=False)


@app.command()
def explain(
    seed: Annotated[Path, typer.Argument(help="A file in seeds/.")],
    config_file: ConfigFile = None,
    as_json: Json = False,
) -> None:
    """Show which lines of a seed were kept or dropped and why, and where each field comes from."""
    settings = config.load(config_file, {})
    try:
        path = Path.cwd().joinpath(seed).resolve().relative_to(settings.root).as_posix()
    except ValueError:
        path = ""
    if not path.startswith("seeds/") or readers.suffix(path) not in readers.READERS:
        raise UsageError("this is no seed", str(seed), "name a .txt, .md or .html file in seeds/")
    found = build.explain(settings, path)
    if isinstance(found, Problem):
        _print_problem(found)
        raise typer.Exit(1)
    original, conversion = found
    if as_json:
        _print_json(_explained(conversion))
    else:
        _print_explained(original, conversion)
    raise typer.Exit(0 if conversion.article else 1)


@app.command()
def topics(
    config_file: ConfigFile = None,
    relabel: Annotated[
        bool, typer.Option("--relabel", help="Decide topics anew where no person and no seed did.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the archive's topics: how many articles, which are doubtful, and what made them."""
    settings = config.load(config_file, {})
    articles, found, report = build.topics(settings, relabel=relabel)
    if as_json:
        _print_json(_topics_as_json(articles, found, report))
    else:
        _print_topics(settings, articles, found, report)
    raise typer.Exit(1 if report.failed(strict=settings.strict) else 0)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Folder of the new archive.")] = Path(),
) -> None:
    """Lay out a new archive."""
    made = layout.lay_out(folder)
    for path in made:
        _out.print(f"made {escape(str(path))}")
    if not made:
        _out.print("everything is there already")
    _out.print("Now put saved articles (.txt, .md, .html) into seeds/ and run: sitegen build")


@app.command()
def clean(config_file: ConfigFile = None, output: Output = None) -> None:
    """Delete the built site and the working folder; seeds/ and content/ stay."""
    settings = config.load(config_file, {"output": output})
    for path in build.clean(settings):
        _out.print(f"deleted {escape(str(path))}")


@app.command("serve")
def serve_command(
    config_file: ConfigFile = None,
    port: Annotated[int, typer.Option("--port", "-p", help="Port to listen on.")] = 8000,
    drafts: Drafts = None,
    search: SearchFlag = None,
) -> None:
    """Build, serve the site on this machine, and build again whenever a file changes."""

    def load() -> config.Config:
        return config.load(config_file, {"drafts": drafts, "search": search})

    def built(report: Report | SitegenError) -> None:
        if isinstance(report, SitegenError):
            _print_error(report)
        else:
            _print_report(report, load(), verbose=False)

    serve.serve(load, port, built, lambda url: _out.print(f"serving {url} (Ctrl-C ends it)"))


@contextmanager
def _progress(hidden: bool) -> Iterator[Progress]:
    """Show a bar on a terminal and nothing elsewhere."""
    if hidden or not _err.is_terminal:
        yield silent
        return
    columns = (
        TextColumn("{task.description:>8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=_err, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def _finish(
    report: Report, settings: config.Config, *, as_json: bool, quiet: bool, verbose: bool
) -> None:
    if as_json:
        _print_json(_as_json(report))
    elif quiet:
        for problem in report.problems:
            _print_problem(problem)
    else:
        _print_report(report, settings, verbose=verbose)
    raise typer.Exit(1 if report.failed(strict=settings.strict) else 0)


def _print_report(report: Report, settings: config.Config, *, verbose: bool) -> None:
    for problem in report.problems:
        _print_problem(problem)
    if verbose:
        _print_details(report)
    for source in report.removed:
        _out.print(f"not published: {escape(source)} (its article was deleted from content/)")
    errors = sum(p.severity is Severity.ERROR for p in report.problems)
    warnings = len(report.problems) - errors
    _out.print(
        f"{_count(report.articles, 'article')} on {_count(report.pages, 'page')}, "
        f"from {_count(report.seeds, 'seed')}: "
        f"{len(report.new)} new, {len(report.changed)} changed, {len(report.unchanged)} unchanged"
    )
    if report.copies:
        _out.print(f"{_count(report.copies, 'article')} marked as copies of others (copy_of)")
    if report.empty:
        lacking = ", ".join(f"{count} without {name}" for name, count in report.empty.items())
        _out.print(
            f"left empty for want of evidence: {lacking} "
            "(see: sitegen explain SEED, sitegen topics)"
        )
    if report.problems:
        _out.print(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}")
    if report.output:
        if not settings.base_url:
            _out.print("no sitemap was made: it needs base_url in sitegen.toml, or --base-url")
        seconds = sum(report.seconds.values())
        place = escape(str(report.output))
        _out.print(f"The site is in {place} ({seconds:.1f} s). Look at it with: sitegen serve")


_ORIGINS = ("person", "seed", "kept", "judged")
# So many doubtful articles are shown of each topic; --json has them all.
_SHOWN = 12


def _print_topics(
    settings: config.Config, articles: list[Article], found: survey.Survey, report: Report
) -> None:
    for problem in report.problems:
        _print_problem(problem)
    labels = found.labels
    for topic in sorted(settings.topics, key=lambda t: (-_of_topic(labels, t.id), t.id)):
        row = [label for label in labels.values() if label.topic == topic.id]
        if not row:
            continue
        counts = [(origin, sum(label.origin == origin for label in row)) for origin in _ORIGINS]
        told = ", ".join(f"{count} {_TOLD[origin]}" for origin, count in counts if count)
        _out.print(f"[bold]{len(row):6,}  {escape(topic.id)}[/] ({told})")
        if words := found.words.get(topic.id):
            _out.print(f"        {_clean(', '.join(words))}", style="dim")
    weak = _weak(articles, found)
    if weak:
        _out.print("\nDoubtful; write a topic into the file, and the archive learns from it:")
    for article, label in weak[:_SHOWN]:
        given = label.topic or "none"
        perhaps = f", perhaps {label.suggestion}" if label.suggestion != label.topic else ""
        _out.print(f"  {escape(article.path)}: {given}{perhaps} ({label.confidence:.2f})")
    if len(weak) > _SHOWN:
        _out.print(f"  and {len(weak) - _SHOWN:,} more: sitegen topics --json")
    if report.changed:
        _out.print(f"{_count(len(report.changed), 'article')} got another topic")


_TOLD = {"person": "by hand", "seed": "named in the seed", "kept": "kept", "judged": "judged now"}


def _of_topic(labels: Mapping[str, survey.Label], topic: str) -> int:
    return sum(label.topic == topic for label in labels.values())


def _weak(articles: list[Article], found: survey.Survey) -> list[tuple[Article, survey.Label]]:
    """Return the articles whose topic is doubtful, the most doubtful first."""
    pairs = [(article, found.labels[article.slug]) for article in articles]
    doubtful = [
        (article, label) for article, label in pairs
        if label.origin in ("kept", "judged")
        and (label.confidence < survey.WEAK or label.suggestion != label.topic)
    ]  # fmt: skip
    return sorted(doubtful, key=lambda pair: (pair[1].confidence, pair[0].slug))


def _topics_as_json(
    articles: list[Article], found: survey.Survey, report: Report
) -> dict[str, Any]:
    return {
        "topics": {
            topic: {"articles": _of_topic(found.labels, topic), "words": list(words)}
            for topic, words in found.words.items()
        },
        "articles": [
            {"path": article.path, **asdict(found.labels[article.slug])} for article in articles
        ],
        "doubtful": [article.path for article, _ in _weak(articles, found)],
        "changed": report.changed,
        "problems": [_problem_as_json(problem) for problem in report.problems],
    }


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _print_details(report: Report) -> None:
    marks = {"new": report.new, "changed": report.changed, "unchanged": report.unchanged}
    for mark, paths in marks.items():
        for path in paths:
            _out.print(f"{mark:>9}  {escape(path)}")
    for stage, seconds in report.seconds.items():
        _out.print(f"{seconds:8.2f} s  {stage}")


def _print_problem(problem: Problem) -> None:
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    label = f"[{colour}]{problem.severity}[/] "
    _err.print(
        f"{label}{_clean(problem.where)}: {_clean(problem.message)} [dim]({problem.code})[/]"
    )
    _err.print(f"      {_clean(problem.fix)}")


def _print_error(error: SitegenError) -> None:
    where = f"{_clean(error.where)}: " if error.where else ""
    _err.print(f"[red]error[/] {where}{_clean(str(error))} [dim]({error.code})[/]")
    if error.fix:
        _err.print(f"      {_clean(error.fix)}")


def _clean(text: str) -> str:
    """Make text from a file safe to print: no markup of ours, no control codes of a terminal."""
    shown = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return escape("".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in shown))


def _print_json(value: Any) -> None:  # noqa: ANN401 - anything that JSON can say
    sys.stdout.write(json.dumps(value, ensure_ascii=True, indent=2, default=str) + "\n")


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "output": str(report.output) if report.output else None,
        "articles": report.articles,
        "pages": report.pages,
        "seeds": report.seeds,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "copies": report.copies,
        "empty": report.empty,
        "problems": [_problem_as_json(problem) for problem in report.problems],
        "seconds": {stage: round(seconds, 3) for stage, seconds in report.seconds.items()},
    }


def _problem_as_json(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "fix": problem.fix,
    }


def _explained(conversion: Conversion) -> dict[str, Any]:
    return {
        "source": conversion.source,
        "blocks": [
            {
                "lines": [block.first, block.last],
                "kept": block.section is Section.BODY,
                "section": block.section,
                "rule": block.rule,
                "text": block.text,
            }
            for block in conversion.blocks
        ],
        "fields": [
            {
                "field": claim.field,
                "value": claim.value,
                "claimed": claim.claimed,
                "confidence": round(claim.confidence, 2),
                "rule": claim.rule,
                "line": claim.line,
                "evidence": claim.evidence,
            }
            for claim in conversion.claims
        ],
        "problems": [_problem_as_json(problem) for problem in conversion.problems],
    }


def _print_explained(seed: Seed, conversion: Conversion) -> None:
    draft = readers.read(seed)
    # Where columns stand side by side, or tags around the text, a line is not the unit to show.
    in_lines = readers.suffix(seed.path) != ".html" and not any(b.flow for b in conversion.blocks)
    lines = draft.lines if isinstance(draft, Draft) and in_lines else ()
    for block in conversion.blocks:
        kept = block.section is Section.BODY
        why = (
            block.rule
            if kept or block.section is Section.FURNITURE
            else f"{block.section}: {block.rule}"
        )
        texts = lines[block.first - 1 : block.last] if lines else (block.text,)
        for offset, text in enumerate(texts):
            row = Text(f"{block.first + offset:5} {'+' if kept else '-'} ")
            row.append(_clean_plain(text.strip()), style="" if kept else "dim")
            if offset == 0:
                row.append(f"  [{why}]", style="green" if kept else "yellow")
            _out.print(row)
    _out.print()
    for claim in conversion.claims:
        _print_claim(claim)
    for problem in conversion.problems:
        _print_problem(problem)


def _print_claim(claim: Claim) -> None:
    state = "claimed" if claim.claimed else "suggested"
    where = f", line {claim.line}" if claim.line else ""
    row = Text(f"{claim.field:>10}: ", style="bold")
    row.append(_clean_plain(_short(claim.value)), style="" if claim.claimed else "dim")
    row.append(f"  [{state} {claim.confidence:.2f}: {claim.rule}{where}]", style="dim")
    if claim.evidence and claim.evidence != claim.value:
        row.append(f"\n{'':12}“{_clean_plain(_short(claim.evidence))}”", style="dim italic")
    _out.print(row)


def _clean_plain(text: str) -> str:
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:159] + "…"  # noqa: PLR2004 - two lines of a terminal
