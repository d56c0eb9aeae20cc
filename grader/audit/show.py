"""An audit at the prompt: what is in order in a line each, what is not in full."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from grader.audit.record import TRUTH, Confusion, ExerciseAudit, Fate, MutantRecord, ZooTally
from grader.report.text import sentence

_LONGEST = 400

Row = tuple[str, str, str]
"""A heading, a sentence and a style."""


def show(audit: ExerciseAudit, console: Console) -> None:
    """Print one exercise's audit. What programs said is only ever text: no markup, no escape sequences."""
    console.print(Text(audit.id, style="bold").append(f"  {audit.title}", style="not bold dim"))
    for heading, said, style in (*_basics(audit), _zoo(audit.zoo), _mutants(audit), _misconceptions(audit)):
        console.print(Padding(Text(f"{heading:14} ").append(said, style=style), (0, 0, 0, 2), expand=False))
        _details(console, heading, audit)
    seconds = ", ".join(f"{stage} {time:.1f}" for stage, time in audit.seconds.items())
    console.print(Padding(Text(f"seconds: {seconds}", style="dim"), (0, 0, 1, 2), expand=False))


def _basics(audit: ExerciseAudit) -> Iterable[Row]:
    for basic in audit.basics:
        yield basic.name, sentence(basic.said, _LONGEST), "green" if basic.ok else "red"


def _zoo(zoo: ZooTally | None) -> Row:
    if zoo is None:
        return "zoo", "there is none", "dim"
    part = "" if zoo.graded >= zoo.listed else f" (a sample; {zoo.listed} are listed)"
    calls = f"; {zoo.calls} judgement calls" if zoo.calls else ""
    said = (
        f"{zoo.right_kept} of {zoo.right} right ones kept full marks, "
        f"{zoo.faulty_lost} of {zoo.faulty} faulty ones lost some{calls}{part}"
    )
    return "zoo", said, "red" if zoo.complaints else "green"


def _mutants(audit: ExerciseAudit) -> Row:
    counts = ", ".join(f"{len(audit.having(fate))} {fate.value}" for fate in Fate if audit.having(fate))
    if not audit.mutants:
        return "mutants", "none were made", "red"
    part = "" if len(audit.mutants) == audit.possible else f" (a sample of {audit.possible})"
    bad = audit.having(Fate.SURVIVED, Fate.WITHHELD)
    return "mutants", f"{len(audit.mutants)}{part}: {counts}", "red" if bad else "green"


def _misconceptions(audit: ExerciseAudit) -> Row:
    if not audit.misconceptions:
        return "misconceptions", "there is no catalogue", "dim"
    unseen = [c for c in audit.confusions if c.second == TRUTH]
    pairs = len(audit.confusions) - len(unseen)
    said = f"{audit.misconceptions} in the catalogue"
    said += f"; {len(unseen)} not told from {TRUTH}" if unseen else f"; all told from {TRUTH}"
    said += f"; {pairs} pairs come to the same in some way" if pairs else "; all told from each other"
    return "misconceptions", said, "yellow" if unseen else "green"


def _details(console: Console, heading: str, audit: ExerciseAudit) -> None:
    if heading == "zoo" and audit.zoo is not None:
        _lines(console, [f"{file}: {text}" for file, text in audit.zoo.complaints], "red")
    elif heading == "mutants":
        _lines(console, [_mutant(m) for m in audit.having(Fate.SURVIVED, Fate.WITHHELD)], "red")
        _lines(console, [_mutant(m) for m in audit.having(Fate.FREE)], "yellow")
        _lines(console, [_mutant(m) for m in audit.having(Fate.EQUIVALENT)], "dim")
    elif heading == "misconceptions":
        _lines(console, [_confusion(c) for c in audit.confusions], "dim")


def _mutant(mutant: MutantRecord) -> str:
    """``file:line: survived: was -> became: the slip``, and on the next line what there is to say about it."""
    change = f"{mutant.was} → {mutant.became}"
    return f"{mutant.file}:{mutant.line}: {mutant.fate.value}: {change} ({mutant.slip})\n  {mutant.said}"


def _confusion(confusion: Confusion) -> str:
    if confusion.second == TRUTH:
        return f"{confusion.first} ({confusion.ways} way): no case tells it from {TRUTH}"
    return f"part {confusion.part}: {confusion.first} = {confusion.second} ({confusion.ways} way)"


def _lines(console: Console, lines: Sequence[str], style: str) -> None:
    for line in lines:
        text = "\n".join(sentence(each, _LONGEST) for each in line.split("\n"))
        console.print(Padding(Text(text, style=style), (0, 0, 0, 4), expand=False))
