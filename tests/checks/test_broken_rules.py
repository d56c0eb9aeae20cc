"""A rule broken in one run is broken in all that call the same callable the same way."""

from dataclasses import replace
from types import SimpleNamespace

from grader.checks.broken_rules import broken, everywhere
from grader.model.call import Call, Ending, Name, Outcome, Violation, Watch

STEP = Violation("finite_differences", "backward", "a step", 7)
RAN = Violation("autodiff", "by_torch", "run_backward", 9)
FORBIDDING = Watch(("forward", "backward"), finite_differences=True)
EXERCISE = SimpleNamespace(watches=(FORBIDDING, Watch(("by_torch",), autodiff=True, required=True)))


def part(id, *targets):
    return SimpleNamespace(id=id, program=tuple(Call(target, (Name("x"),), binds=(f"v{i}",)) for i, target in enumerate(targets)))


def outcomes(run, count, violations=None):
    return tuple(Outcome(run, i, Ending.RETURNED, violations=(violations or {}).get(i, ())) for i in range(count))


def seen(parts, runs):
    found = everywhere(EXERCISE, parts, runs)
    return {id: [[v.line for v in outcome.violations] for outcome in run] for id, run in found.items()}


def test_it_counts_in_other_cases_and_other_parts():
    parts = [part("code", "forward", "backward"), part("repeated", "forward", "backward", "forward", "backward")]
    runs = {
        "code/one": outcomes("code/one", 2, {1: (STEP,)}),
        "code/two": outcomes("code/two", 2),
        "repeated/one": outcomes("repeated/one", 4),
    }
    assert seen(parts, runs) == {"code/one": [[], [7]], "code/two": [[], [7]], "repeated/one": [[], [7], [], [7]]}


def test_it_does_not_count_for_what_else_is_called():
    parts = [part("code", "backward"), part("other", "forward")]
    runs = {"code/one": outcomes("code/one", 1, {0: (STEP,)}), "other/one": outcomes("other/one", 1)}
    assert seen(parts, runs)["other/one"] == [[]]


def test_a_verb_counts_only_for_the_callable_it_serves():
    parts = [part("one", "MyReLU.apply", "vjp"), part("again", "MyReLU.apply", "vjp"), part("other", "MyTanh.apply", "vjp")]
    runs = {id: outcomes(id, 2) for id in ("again/a", "other/a")}
    runs["one/a"] = outcomes("one/a", 2, {1: (replace(STEP, callable="MyReLU"),)})
    assert seen(parts, runs) == {"one/a": [[], [7]], "again/a": [[], [7]], "other/a": [[], []]}


def test_what_has_to_be_done_is_not_done_everywhere_because_it_was_done_once():
    parts = [part("code", "by_torch")]
    runs = {"code/one": outcomes("code/one", 1, {0: (RAN,)}), "code/two": outcomes("code/two", 1)}
    assert seen(parts, runs) == {"code/one": [[9]], "code/two": [[]]}
    assert broken(EXERCISE, runs["code/one"]) == []


def test_a_run_that_ended_early_stays_as_short():
    parts = [part("code", "forward", "backward")]
    runs = {"code/one": outcomes("code/one", 2, {1: (STEP,)}), "code/two": outcomes("code/two", 1)}
    assert seen(parts, runs)["code/two"] == [[]]
