"""How often the diagnosis names the cause of a zoo entry, names it wrongly, and finds its line. Prints the table.

    python -m tests.diagnose.measure [--held-out | --all] [--list] [EXERCISE ...]
"""

import sys
from collections import Counter
from dataclasses import dataclass

from grader.diagnose.gather import misconceptions_of
from grader.model.result import ExerciseResult
from tests.diagnose.vocabulary import SILENT, accepted, kinds
from tests.zoo.harness import EXERCISES, Entry, course, entries, graded, lost


@dataclass(frozen=True)
class Judged:
    """What the diagnosis made of one entry."""

    entry: Entry
    named: bool
    by_check: bool
    wrongly: tuple[str, ...]
    lines: tuple[int, ...]
    said: tuple[str, ...]

    @property
    def outcome(self) -> str:
        return "named" if self.named else "wrong" if self.wrongly else "silent"

    @property
    def exact(self) -> bool:
        return self.entry.line is not None and self.entry.line in self.lines[:1]


def judged(entry: Entry, result: ExerciseResult, catalogue: tuple[object, ...]) -> Judged:
    findings = [f for check in lost(result).values() for f in check.findings] + list(result.findings)
    causes = [f for f in findings if f.level == "cause"]
    errors = [f for f in findings if f.level == "error"]
    said = kinds(causes, catalogue)
    wanted = accepted(entry.cause)
    named = [kind for kind in said if kind in wanted]
    by_check = [f.code for f in errors if f.code in wanted]
    wrongly = [kind for kind in said if kind not in wanted | SILENT]
    lines = [f.line for f in causes if f.line] + [f.line for f in errors if f.line]
    return Judged(entry, bool(named or by_check), not named, tuple(wrongly), tuple(lines), tuple(said))


def main(arguments: list[str]) -> None:
    which = [a for a in arguments if not a.startswith("-")] or list(EXERCISES)
    opened = course()
    by_id = {exercise.id: exercise for exercise in opened.exercises}
    total: Counter[str] = Counter()
    for name in which:
        reference = by_id[name].reference
        catalogue = misconceptions_of(reference) if reference else ()
        chosen = [e for e in entries(name) if e.kind == "faulty" and e.faults == 1 and _wanted(e, arguments)]
        rows = [judged(entry, result, catalogue) for entry, result in graded(opened, chosen)]
        counts = table(name, rows)
        total.update(counts)
        if "--list" in arguments:
            for row in rows:
                if row.outcome != "named" or not row.exact:
                    e = row.entry
                    print(f"    {e.file[7:-3]:34} {e.cause:34} L{e.line} -> {row.outcome} {list(row.said)} {row.lines}")
    show("all", total)


def _wanted(entry: Entry, arguments: list[str]) -> bool:
    # Where no cause is written down, only the verdict is held against the entry.
    return bool(entry.cause) and ("--all" in arguments or entry.held_out == ("--held-out" in arguments))


def table(name: str, rows: list[Judged]) -> Counter[str]:
    counts = Counter(row.outcome for row in rows)
    numeric = [row for row in rows if not (row.named and row.by_check)]
    counts["entries"] = len(rows)
    counts["by numbers"] = len(numeric)
    counts["named by numbers"] = sum(row.named for row in numeric)
    counts["with line"] = sum(row.entry.line is not None for row in numeric)
    counts["exact line"] = sum(row.exact for row in numeric)
    counts["other line"] = sum(bool(row.lines) and not row.exact for row in numeric)
    show(name, counts)
    return counts


def show(name: str, c: Counter[str]) -> None:
    share = lambda part, whole: f"{c[part]}/{c[whole]} ({100 * c[part] / max(c[whole], 1):.0f}%)"  # noqa: E731
    print(
        f"{name:22} named {share('named', 'entries')}, wrongly {share('wrong', 'entries')}, silent {share('silent', 'entries')}; "
        f"by the diagnosis {share('named by numbers', 'by numbers')}, exact line {share('exact line', 'with line')}, "
        f"another line {share('other line', 'with line')}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
