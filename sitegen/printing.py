"""Everything that is printed: reports, problems, progress; for people and as JSON."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.model import Article, Claim, Conversion, Problem, Section, Severity
from sitegen.report import Progress, Report, silent

try:
    import resource
except ImportError:  # Windows does not tell
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:  # it takes long to import, and few commands need it
    from sitegen.articles.offers import Offer
    from sitegen.survey.surveying import Label, Survey

OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress(hidden: bool) -> Iterator[Progress]:
    """Show a bar on a terminal and nothing elsewhere."""
    if hidden or not ERR.is_terminal:
        yield silent
        return
    from rich import progress as rich  # noqa: PLC0415 - it is long to load

    columns = (
        rich.TextColumn("{task.description:>8}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeRemainingColumn(),
    )
    with rich.Progress(*columns, console=ERR, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def print_report(report: Report, settings: Config, *, verbose: bool) -> None:
    """Print what a build or a check came to."""
    for problem in report.problems:
        print_problem(problem)
    if verbose:
        _print_details(report)
    for source in report.removed:
        OUT.print(f"not published: {escape(source)} (its article was deleted from content/)")
    errors = sum(p.severity is Severity.ERROR for p in report.problems)
    warnings = len(report.problems) - errors
    OUT.print(
        f"{_count(report.articles, 'article')} on {_count(report.pages, 'page')}, "
        f"from {_count(report.seeds, 'seed')}: "
        f"{len(report.new)} new, {len(report.changed)} changed, {len(report.unchanged)} unchanged"
    )
    if report.copies:
        OUT.print(f"{_count(report.copies, 'article')} marked as copies of others (copy_of)")
    if report.empty:
        lacking = ", ".join(f"{count} without {name}" for name, count in report.empty.items())
        OUT.print(
            f"left empty for want of evidence: {lacking} "
            "(see: sitegen explain SEED, sitegen topics)"
        )
    if report.problems:
        OUT.print(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}")
    if report.output:
        if not settings.base_url:
            OUT.print("no sitemap was made: it needs base_url in sitegen.toml, or --base-url")
        seconds = sum(report.seconds.values())
        place = escape(str(report.output))
        OUT.print(f"The site is in {place} ({seconds:.1f} s). Look at it with: sitegen serve")


def print_offers(offers: "Sequence[Offer]") -> None:
    """Print what seeds give where edits stand."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for offer in offers:
        for line in offer.lines():
            OUT.print(Text(_clean_plain(line), style=colours.get(line[:1], "")))
    count = len({offer.path for offer in offers})
    OUT.print(
        f"{_count(count, 'article')} could be taken from the seeds (sitegen accept FILE)"
        if offers
        else "nothing that you edited comes out otherwise from its seed"
    )


def offers_as_json(offers: "Sequence[Offer]") -> list[dict[str, Any]]:
    """Return the offers for `--json`."""
    return [asdict(offer) for offer in offers]


_ORIGINS = ("person", "seed", "kept", "judged")
# So many doubtful articles are shown of each topic; --json has them all.
_SHOWN = 12


def print_topics(
    settings: Config, articles: list[Article], found: "Survey", report: Report
) -> None:
    """Print what the survey says of the topics."""
    for problem in report.problems:
        print_problem(problem)
    labels = found.labels
    for topic in sorted(settings.topics, key=lambda t: (-_of_topic(labels, t.id), t.id)):
        row = [label for label in labels.values() if label.topic == topic.id]
        if not row:
            continue
        counts = [(origin, sum(label.origin == origin for label in row)) for origin in _ORIGINS]
        told = ", ".join(f"{count} {_TOLD[origin]}" for origin, count in counts if count)
        OUT.print(f"[bold]{len(row):6,}  {escape(topic.id)}[/] ({told})")
        if words := found.words.get(topic.id):
            OUT.print(f"        {_clean(', '.join(words))}", style="dim")
    weak = found.doubtful(articles)
    if weak:
        OUT.print("\nDoubtful; write a topic into the file, and the archive learns from it:")
    for article, label in weak[:_SHOWN]:
        given = label.topic or "none"
        perhaps = f", perhaps {label.suggestion}" if label.suggestion != label.topic else ""
        OUT.print(f"  {escape(article.path)}: {given}{perhaps} ({label.confidence:.2f})")
    if len(weak) > _SHOWN:
        OUT.print(f"  and {len(weak) - _SHOWN:,} more: sitegen topics --json")
    if report.changed:
        OUT.print(f"{_count(len(report.changed), 'article')} got another topic")


_TOLD = {"person": "by hand", "seed": "named in the seed", "kept": "kept", "judged": "judged now"}


def _of_topic(labels: Mapping[str, "Label"], topic: str) -> int:
    return sum(label.topic == topic for label in labels.values())


def topics_as_json(articles: list[Article], found: "Survey", report: Report) -> dict[str, Any]:
    """Return what the survey says for `--json`."""
    return {
        "topics": {
            topic: {"articles": _of_topic(found.labels, topic), "words": list(words)}
            for topic, words in found.words.items()
        },
        "articles": [
            {"path": article.path, **asdict(found.labels[article.slug])} for article in articles
        ],
        "doubtful": [article.path for article, _ in found.doubtful(articles)],
        "changed": report.changed,
        "problems": [_problem_as_json(problem) for problem in report.problems],
    }


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _print_details(report: Report) -> None:
    marks = {"new": report.new, "changed": report.changed, "unchanged": report.unchanged}
    for mark, paths in marks.items():
        for path in paths:
            OUT.print(f"{mark:>9}  {escape(path)}")
    for stage, seconds in report.seconds.items():
        OUT.print(f"{seconds:8.2f} s  {stage}")


def print_profile(report: Report) -> None:
    """Print where the time went, and how much memory this process took, workers aside."""
    whole = sum(report.seconds.values()) or 1.0
    from rich.table import Table  # noqa: PLC0415 - it is long to load

    table = Table("stage", box=None, pad_edge=False)
    for heading in ("seconds", "share", "in this process"):
        table.add_column(heading, justify="right")
    for stage, seconds in report.seconds.items():
        processor = report.processor.get(stage, 0.0)
        table.add_row(stage, f"{seconds:.2f}", f"{seconds / whole:.0%}", f"{processor:.2f}")
    table.add_row("all", f"{whole:.2f}", "100%", f"{sum(report.processor.values()):.2f}")
    OUT.print(table)
    if resource is not None:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        OUT.print(f"memory: {memory:,} MB in this process")


def print_problem(problem: Problem) -> None:
    """Print a problem."""
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    label = f"[{colour}]{problem.severity}[/] "
    ERR.print(f"{label}{_clean(problem.where)}: {_clean(problem.message)} [dim]({problem.code})[/]")
    ERR.print(f"      {_clean(problem.fix)}")


def print_error(error: SitegenError) -> None:
    """Print what stopped a run."""
    for problem in error.problems:
        print_problem(problem)
    where = f"{_clean(error.where)}: " if error.where else ""
    ERR.print(f"[red]error[/] {where}{_clean(str(error))} [dim]({error.code})[/]")
    if error.fix:
        ERR.print(f"      {_clean(error.fix)}")


def _clean(text: str) -> str:
    """Make text from a file safe to print: no markup of ours, no control codes of a terminal."""
    shown = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return escape("".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in shown))


def print_json(value: Any) -> None:  # noqa: ANN401 - anything that JSON can say
    """Print JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True, indent=2, default=str) + "\n")


def report_as_json(report: Report) -> dict[str, Any]:
    """Return a report for `--json`."""
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


def explained_as_json(conversion: Conversion) -> dict[str, Any]:
    """Return a conversion for `--json`."""
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


def print_explained(conversion: Conversion, lines: Sequence[str]) -> None:
    """Print what was kept and dropped of a seed, by its lines where they are given."""
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
            OUT.print(row)
    OUT.print()
    for claim in conversion.claims:
        _print_claim(claim)
    for problem in conversion.problems:
        print_problem(problem)


def _print_claim(claim: Claim) -> None:
    state = "claimed" if claim.claimed else "suggested"
    where = f", line {claim.line}" if claim.line else ""
    row = Text(f"{claim.field:>10}: ", style="bold")
    row.append(_clean_plain(_short(claim.value)), style="" if claim.claimed else "dim")
    row.append(f"  [{state} {claim.confidence:.2f}: {claim.rule}{where}]", style="dim")
    if claim.evidence and claim.evidence != claim.value:
        row.append(f"\n{'':12}“{_clean_plain(_short(claim.evidence))}”", style="dim italic")
    OUT.print(row)


def _clean_plain(text: str) -> str:
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:159] + "…"  # noqa: PLR2004 - two lines of a terminal
