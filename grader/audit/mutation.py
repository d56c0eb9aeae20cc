"""Mutation analysis: does the grader take marks from every program that is one slip away from the solution?"""

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from grader.audit.bench import Bench
from grader.audit.equivalence import Equivalence
from grader.audit.free import free_lines
from grader.audit.reach import Reach
from grader.audit.record import Fate, MutantRecord, sample
from grader.audit.staged import Stage, first_loss, stages
from grader.audit.zoo import is_full, lost
from grader.errors import SpecError
from grader.mutate import Mutant, mutants

SHOWN = 80
"""Characters of a changed text that are shown."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one mutant's fate depends on."""

    bench: Bench
    file: str
    source: str
    stages: list[Stage]
    reach: Reach
    equivalence: Equivalence
    free: dict[int, str]

    def fate(self, mutant: Mutant) -> MutantRecord:
        """What becomes of a mutant; a failure of the grader's own is one of the fates, and no end of the audit."""
        try:
            return self._graded(mutant)
        except SpecError:
            raise
        except Exception as error:
            return self._record(mutant, Fate.WITHHELD, said=f"{type(error).__name__}: {error}")

    def _graded(self, mutant: Mutant) -> MutantRecord:
        """Grade a mutant, and look into one that keeps full marks."""
        content = mutant.source.encode()
        check = first_loss(self.bench, content, self._ordered(mutant))
        if check is not None:
            return self._record(mutant, Fate.KILLED, check)
        result = self.bench.grade(content)
        if result.score is None:
            return self._record(mutant, Fate.WITHHELD, said=result.message)
        if not is_full(result):
            return self._record(mutant, Fate.KILLED, next(iter(lost(result)), ""))
        return self._unseen(mutant, content)

    def _ordered(self, mutant: Mutant) -> list[Stage]:
        """The stages in which the mutant can lose marks before the others."""
        return sorted(self.stages, key=lambda stage: not self.reach.touches(mutant.line, stage.targets))

    def _unseen(self, mutant: Mutant, content: bytes) -> MutantRecord:
        """A mutant with full marks: the same program, one that the author allows, or a hole."""
        told = self.equivalence.told_apart(content)
        if told is None:
            return self._record(mutant, Fate.EQUIVALENT, said=f"the same values on {len(self.equivalence)} further inputs")
        if mutant.line in self.free:
            return self._record(mutant, Fate.FREE, said=self.free[mutant.line])
        if told.variation.words:
            said = f"would be caught by {told.variation.place}: {told.said}"
        else:
            said = f"no check minds that in {told.variation.place} {told.said}"
        return self._record(mutant, Fate.SURVIVED, said=said)

    def _record(self, mutant: Mutant, fate: Fate, check: str = "", said: str = "") -> MutantRecord:
        edit = mutant.edit
        return MutantRecord(
            file=self.file,
            line=mutant.line,
            column=mutant.column,
            operator=mutant.operator,
            slip=mutant.description,
            was=_shown(self.source[edit.start : edit.end]),
            became=_shown(edit.new),
            fate=fate,
            check=check,
            said=said,
        )


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def analysed(bench: Bench, solution: Path, file: str, pool: Executor, most: int | None) -> tuple[int, list[MutantRecord]]:
    """How many mutants ``solution`` has, and the fate of at most ``most`` of them. ``file`` is how the solution is called."""
    source = solution.read_text(encoding="utf-8")
    every = list(mutants(source))
    chosen = [every[i] for i in sample(len(every), most)]
    content = source.encode()
    analysis = Analysis(
        bench=bench,
        file=file,
        source=source,
        stages=stages(bench, content),
        reach=Reach(source),
        equivalence=Equivalence(bench, content),
        free=free_lines(source),
    )
    return len(every), list(pool.map(analysis.fate, chosen))
