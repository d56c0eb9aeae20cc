"""A part as written: its program, cases and checks, each as far as it could be read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from grader.model.exercise import Part, Stub
from grader.spec.cases import CaseReading, read_cases
from grader.spec.checks import CheckReading, Kinds, read_checks
from grader.spec.document import Document
from grader.spec.draws import Distributions
from grader.spec.keys import PartKeys
from grader.spec.program import Statement, read_program
from grader.spec.yaml_tree import Loc


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows that a spec may name; ``call_groups`` None leaves the groups of ``no_calls`` unchecked."""

    kinds: Kinds
    distributions: Distributions
    call_groups: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class PartReading:
    """A part as far as it could be read. ``program`` and ``id`` are None where they could not be."""

    loc: Loc
    id: str | None
    program: list[Statement] | None
    cases: list[CaseReading]
    checks: list[CheckReading]
    complete: bool
    """Whether all its checks could be read, so that their points can be added up."""

    def bound(self) -> list[str]:
        """The names that the program binds, in order."""
        return [name for statement in self.program or () for name, _ in statement.bound]

    def judged(self, check: CheckReading) -> list[CaseReading]:
        """The cases that ``check`` is judged on."""
        names = check.settings.cases
        return [case for case in self.cases if names is None or case.name in names]

    def part(self, document: Document) -> Part:
        """The finished part; only to be asked for once the document is free of problems."""
        cases = tuple(reading.case for reading in self.cases if reading.case)
        names = tuple(case.name for case in cases)
        return Part(
            id=self.id or "main",
            program=tuple(statement.call for statement in self.program or ()),
            cases=cases,
            checks=tuple(check.check(document, names) for check in self.checks),
            at=document.position(self.loc),
        )


def read_part(document: Document, loc: Loc, tables: Tables, stub: Mapping[str, Stub]) -> PartReading:
    """Read the part at ``loc`` piece by piece."""
    head = document.validate(PartKeys, loc)
    checks = read_checks(document, loc, tables.kinds)
    return PartReading(
        loc=loc,
        id=head.id if head else None,
        program=read_program(document, (*loc, "program"), stub),
        cases=read_cases(document, loc, tables.distributions),
        checks=checks,
        complete=len(checks) == len(document.items((*loc, "checks"))) > 0,
    )
