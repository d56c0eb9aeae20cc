"""Every operator on a line that it changes, and what holds for all mutants."""

import ast
import tokenize
from pathlib import Path

import pytest

from grader.mutate import mutants
from grader.mutate.table import OPERATORS

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*(ROOT / "reference").glob("*.py"), *(ROOT / "tests" / "zoo" / "batch_norm_backward" / "right").glob("*.py")])


def changed(line: str, operator: str, before: str = "") -> set[str]:
    """What ``operator`` makes of a line within a function that knows a, b, x, n and eps."""
    source = f"def f(a, b, x, n, eps):\n    {before or 'pass'}\n    {line}\n"
    return {m.source.split("\n")[2].strip() for m in mutants(source) if m.operator == operator and m.line == 3}


EXAMPLES = [
    ("return a + b", "drop term", {"return a", "return b"}),
    ("return a - b", "drop term", {"return a", "return (-b)"}),
    ("return a * b", "drop factor", {"return a", "return b"}),
    ("return a / b", "drop factor", {"return a", "return (1 / b)"}),
    ("return a + b", "flip sign", {"return (a - b)"}),
    ("return -a", "flip sign", {"return a"}),
    ("a -= b", "flip sign", {"a += b"}),
    ("y = a * b", "negate", {"y = (-(a * b))"}),
    ("return a, b", "negate", {"return (-a), b", "return a, (-b)"}),
    ("return a * b", "multiply or divide", {"return (a / b)"}),
    ("return a @ b", "swap operands", {"return (b @ a)"}),
    ("a += b", "augmented assignment", {"a = b"}),
    ("return x.sum(axis=0)", "axis", {"return x.sum(axis=1)", "return x.sum(axis=None)"}),
    ("return x.sum(0)", "axis", {"return x.sum(1)", "return x.sum(None)"}),
    ("return np.sum(x)", "axis", {"return np.sum(x, axis=0)", "return np.sum(x, axis=1)"}),
    ("return x.shape[0]", "axis", {"return x.shape[1]"}),
    ("return np.sum(x, axis=0)", "sum or mean", {"return np.mean(x, axis=0)"}),
    ('return loss(a, reduction="sum")', "sum or mean", {'return loss(a, reduction="mean")'}),
    ("return x.var(axis=0)", "ddof", {"return x.var(axis=0, ddof=1)"}),
    ("return x.var(axis=0, ddof=1)", "ddof", {"return x.var(axis=0, ddof=0)"}),
    ("return torch.var(x, unbiased=False)", "ddof", {"return torch.var(x, unbiased=True)"}),
    ("return np.var(x)", "var or std", {"return np.std(x)"}),
    ("return f(x, keepdims=True)", "flag", {"return f(x, keepdims=False)"}),
    ("return 2 * a", "constant", {"return 1 * a", "return 3 * a"}),
    ("return 0.5 * a", "constant", {"return 1.0 * a", "return 2.0 * a"}),
    ("return a ** 2", "power", {"return a", "return a ** (3)", "return a ** (1)", "return a ** (-2)"}),
    ("return np.square(a)", "power", {"return a"}),
    ("return np.sqrt(a + eps)", "drop sqrt", {"return (a + eps)"}),
    ("return a ** 0.5", "power", {"return a", "return a ** (1.5)", "return a ** (-0.5)"}),
    ("return np.exp(a)", "drop call", {"return a"}),
    ("return a.clone()", "drop call", {"return a"}),
    ("return np.maximum(a, 0)", "other call", {"return np.minimum(a, 0)"}),
    ("return a.clamp(min=0)", "other call", {"return a.clamp(max=0)"}),
    ("return np.where(a, b, x)", "swap arguments", {"return np.where(b, a, x)", "return np.where(x, b, a)", "return np.where(a, x, b)"}),
    ("return a.T @ b", "drop transpose", {"return a @ b"}),
    ("return a, b", "swap returns", {"return b, a"}),
    ('return {"a": a, "b": b}', "swap returns", {'return {"a": b, "b": a}'}),
    ("(a, b), n = x", "swap targets", {"(b, a), n = x", "n, (a, b) = x"}),
    ("model.zero_grad()", "drop statement", {"pass"}),
    ("return a < b", "comparison", {"return (a <= b)", "return (a > b)"}),
    ("return not a", "drop not", {"return a"}),
    ("return x[0]", "index", {"return x[1]", "return x"}),
    ("for i in range(n): pass", "index", {"for i in range(n - 1): pass", "for i in range(1, n): pass"}),
    ("return a", "wrong name", {"return b", "return x", "return n", "return eps"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "operator", "expected"), EXAMPLES)
def test_an_operator_changes_a_line_as_its_name_says(line, operator, expected):
    assert changed(line, operator) == expected


def test_every_operator_has_an_example():
    assert {operator for _, operator, _ in EXAMPLES} == {operator.name for operator in OPERATORS}


def test_a_small_constant_that_goes_is_called_eps():
    found = [m for m in mutants("def f(v, eps):\n    return v + eps\n") if m.operator == "drop term" and m.edit.new == "v"]
    assert [m.slip.code for m in found] == ["eps_dropped"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_mutants_of_real_programs(path):
    with tokenize.open(path) as file:
        source = file.read()
    found = list(mutants(source))
    assert len({m.source for m in found}) == len(found)
    for mutant in found[::7]:
        ast.parse(mutant.source)
        assert mutant.source != source
        assert mutant.source.count("\n") == source.count("\n"), "lines keep their numbers"
        assert mutant.edit.apply(source) == mutant.source
        line = source.split("\n")[mutant.line - 1]
        assert 1 <= mutant.column <= len(line)
        assert mutant.description


def test_there_are_several_hundred_of_a_reference():
    source = (ROOT / "reference" / "batch_norm_backward.py").read_text(encoding="utf-8")
    assert len(list(mutants(source))) > 400


def test_the_order_is_the_same_every_time():
    source = SOURCES[0].read_text(encoding="utf-8")
    assert [m.source for m in mutants(source)] == [m.source for m in mutants(source)]


def test_only_the_functions_asked_for_are_changed():
    source = "def f(a):\n    return a + 1\n\n\ndef g(a):\n    return a + 1\n"
    assert {m.line for m in mutants(source, functions=["g"])} == {6}


def test_words_of_a_slip_do_not_give_the_right_code_away():
    for mutant in mutants("def f(alpha, beta):\n    return alpha * beta - beta\n"):
        assert "alpha" not in mutant.slip.words
        assert "beta" not in mutant.mends.words


def test_letters_of_any_alphabet_and_expressions_over_several_lines():
    source = 'def f(a, b):\n    größe = "ñ"; c = (a +\n        b)\n    return c * größe\n'
    found = [m for m in mutants(source) if m.operator == "drop term"]
    assert {m.source.count("\n") for m in found} == {4}
    assert all('größe = "ñ"' in m.source for m in mutants(source) if m.line == 4)


def test_docstrings_prints_and_annotations_stay_as_they_are():
    source = 'def f(a: int = 1 + 1) -> int:\n    """1 + 1"""\n    print(1 + 1)\n    assert 1 + 1\n    return a\n'
    assert {m.line for m in mutants(source)} <= {1, 5}
