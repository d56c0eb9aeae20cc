"""What must fit together within one part: the program, its inputs, the checks and the reference."""

from grader.model.call import DESCRIBE, VERBS
from grader.spec.checks import CheckReading
from grader.spec.document import Document
from grader.spec.parts import PartReading
from grader.spec.program import Statement
from grader.spec.reference import ReferenceNames
from grader.spec.suggest import suggestion
from grader.spec.yaml_tree import Mark


def check_part(document: Document, part: PartReading, reference: ReferenceNames | None) -> None:
    """All rules on one part. ``reference`` None: there is none to compare with."""
    if part.program is not None:
        _names_in_program(document, part)
        _inputs_of_use(document, part)
    for check in part.checks:
        _cases_named(document, part, check)
        if part.program is not None:
            _names_judged(document, part, check)
        _inputs_needed(document, part, check)
    if reference is not None:
        _reference_defines(document, part, reference)


def _first(dotted: str) -> str:
    """The name at the head of a dotted path such as ``grads.w1``."""
    return dotted.partition(".")[0]


def _names_in_program(document: Document, part: PartReading) -> None:
    """Each name is bound once, and is bound or drawn before it is used."""
    loc = (*part.loc, "program")
    later = part.bound()
    bound: dict[str, Mark] = {}
    drawn = set[str]().union(*(case.inputs for case in part.cases))
    for statement in part.program or ():
        for name, mark in statement.used:
            lacking = [case.name for case in part.cases if name not in case.inputs]
            if name in bound or not lacking:
                continue
            if name in drawn:
                document.complain(
                    loc, f"is not drawn in case {lacking[0]!r}", "draw it in every case", at=mark
                )
            elif name in later:
                document.complain(loc, "is used before it is bound", "move its line up", at=mark)
            else:
                hint = suggestion(name, [*bound, *sorted(drawn)], "add it to draw")
                document.complain(loc, "is neither drawn nor bound by an earlier line", hint, at=mark)
        for name, mark in statement.bound:
            if name in bound:
                document.complain(
                    loc, f"is bound already, in line {bound[name].line}", "use a new name", at=mark
                )
            elif name in drawn:
                document.complain(loc, "is the name of a drawn input", "use a new name", at=mark)
            bound.setdefault(name, mark)


def _inputs_of_use(document: Document, part: PartReading) -> None:
    """No input is drawn in vain: that is most likely a misspelt name that overrides nothing."""
    used = {name for statement in part.program or () for name, _ in statement.used}
    for check in part.checks:
        used |= {_first(name) for name in check.settings.inputs()}
    if not part.complete:
        return
    for loc in (part.loc, *(case.loc for case in part.cases)):
        for name in document.mapping((*loc, "draw")):
            if name not in used:
                hint = suggestion(name, sorted(used))
                place = (*loc, "draw", name)
                document.complain(
                    place, "is drawn, but neither the program nor a check uses it", hint, key=True
                )


def _cases_named(document: Document, part: PartReading, check: CheckReading) -> None:
    """The cases that a check names are cases of its part."""
    known = [case.name for case in part.cases]
    for i, name in enumerate(check.settings.cases or ()):
        if name not in known:
            document.complain((*check.loc, "cases", i), "is not a case of this part", suggestion(name, known))


def _names_judged(document: Document, part: PartReading, check: CheckReading) -> None:
    """What a check reads of the program is bound by it."""
    bound = part.bound()
    for name in check.settings.names():
        if _first(name) not in bound:
            loc = document.find(check.loc, name)
            hint = suggestion(_first(name), bound)
            document.complain(loc, f"needs {_first(name)!r}, which the program does not bind", hint)


def _inputs_needed(document: Document, part: PartReading, check: CheckReading) -> None:
    """What a check reads of the inputs is drawn in every case it is judged on."""
    for name in check.settings.inputs():
        lacking = [case for case in part.judged(check) if _first(name) not in case.inputs]
        if lacking:
            hint = suggestion(_first(name), sorted(lacking[0].inputs))
            message = f"needs the input {_first(name)!r}, which case {lacking[0].name!r} does not draw"
            document.complain(document.find(check.loc, name), message, hint)


def _reference_defines(document: Document, part: PartReading, reference: ReferenceNames) -> None:
    """The reference has whatever the program calls and the checks ask for."""
    file = f"reference/{reference.path.name}"
    for statement in _compared(part):
        target = statement.call.target
        if statement.known and target != DESCRIBE and target not in reference:
            hint = suggestion(target, reference.all(), "define it there")
            verb = "is a verb that the reference must define, but it" if target in VERBS else ""
            message = f"{verb} is not in {file}".strip()
            document.complain((*part.loc, "program"), message, hint, at=statement.target)
    for check in part.checks:
        for name in check.settings.functions():
            if name not in reference:
                hint = suggestion(name, reference.all(), "define it there")
                message = f"needs {name!r}, which is not in {file}"
                document.complain(document.find(check.loc, name), message, hint)


def _compared(part: PartReading) -> list[Statement]:
    """The statements whose results some check holds against the reference's, and those that they build on."""
    needed = {_first(name) for check in part.checks for name in check.settings.expected()}
    found: list[Statement] = []
    for statement in reversed(part.program or ()):
        if needed & {name for name, _ in statement.bound}:
            needed |= {name for name, _ in statement.used}
            found.insert(0, statement)
    return found
