"""The ``rules`` of an exercise: what may not, or must, happen inside the student's callables."""

from collections.abc import Collection, Sequence

from grader.model.call import Watch
from grader.model.exercise import Stub
from grader.spec.document import Document
from grader.spec.keys import RuleKeys
from grader.spec.suggest import suggestion


def watches(rules: Sequence[RuleKeys]) -> tuple[Watch, ...]:
    """The rules as the worker takes them: one watch for what is forbidden, one for what is required."""
    found = []
    for rule in rules:
        callables, no = tuple(rule.callables), rule.no or ()
        if no or rule.no_calls:
            calls = tuple(rule.no_calls or ())
            found.append(Watch(callables, "autodiff" in no, "finite_differences" in no, calls))
        if rule.must:
            found.append(Watch(callables, autodiff="autodiff" in rule.must, required=True))
    return tuple(found)


def check_rules(
    document: Document, rules: Sequence[RuleKeys], stub: Sequence[Stub], call_groups: Collection[str] | None
) -> None:
    """Each rule says something, of callables of the stub, and names groups of calls that exist.

    ``call_groups`` None leaves the groups unchecked; dotted names of library calls are never checked.
    """
    known = [entry.name for entry in stub if entry.kind != "constant"]
    known += [f"{entry.name}.{method.name}" for entry in stub for method in entry.methods]
    for i, rule in enumerate(rules):
        if not (rule.no or rule.no_calls or rule.must):
            document.complain(("rules", i), "forbids nothing", "add no: [...] or no_calls: [...]")
        for j, name in enumerate(rule.callables):
            if name not in known:
                document.complain(
                    ("rules", i, "in", j), "is not a callable of the stub", suggestion(name, known)
                )
        for j, name in enumerate(rule.no_calls or ()):
            if call_groups is not None and "." not in name and name not in call_groups:
                hint = suggestion(name, sorted(call_groups), "write a dotted name such as torch.relu")
                document.complain(("rules", i, "no_calls", j), "is not a group of calls", hint)
