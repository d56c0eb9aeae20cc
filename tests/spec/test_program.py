"""Programs: what is read, and what is refused at which character."""

import pytest

from tests.spec.courses import EXERCISE, load, problems, spoilt, write_course
from tests.spec.test_problems import check

LINE = "      grads = backward(dout, cache)\n"
FORM = "(write names = function(names and literals))"

LINES = [
    ("grads = ¦bakward(dout, cache)", "is not in the stub: 'bakward' (did you mean 'backward'?)"),
    ("grads = ¦np.dot(dout, cache)",
     "is not in the stub: 'np.dot' (known: HAND, forward, backward, Affine, describe, vjp)"),
    ("grads = backward(dout, ¦cach)",
     "is neither drawn nor bound by an earlier line: 'cach' (did you mean 'cache'?)"),
    ("grads = backward(dout, ¦grads)", "is used before it is bound: 'grads' (move its line up)"),
    ("grads = backward(dout, cache)\n      ¦out = backward(dout, cache)",
     "is bound already, in line 27: 'out' (use a new name)"),
    ("grads = backward(dout, cache)\n      ¦w = backward(dout, cache)",
     "is the name of a drawn input: 'w' (use a new name)"),
    ("grads = backward(dout, cache)\n      ¦backward(dout, cache)",
     f"is not an assignment: 'backward(dout, cache)' {FORM}"),
    ("grads = backward(dout, cache)\n      ¦import os", f"is not an assignment: 'import os' {FORM}"),
    ("grads = backward(dout, cache)\n      ¦grads += 1", f"is not an assignment: 'grads += 1' {FORM}"),
    ("grads = backward(dout, ¦cache + 1)",
     "is neither a name nor a literal: 'cache + 1' (bind a call's result to a name on a line of its own)"),
    ("grads = backward(dout, ¦forward(x, w))",
     "is neither a name nor a literal: 'forward(x, w)' (bind a call's result to a name on a line of its own)"),
    ("grads = backward(dout, ¦cache[0])",
     "is neither a name nor a literal: 'cache[0]' (bind a call's result to a name on a line of its own)"),
    ("grads = backward(dout, ¦*cache)",
     "is neither a name nor a literal: '*cache' (bind a call's result to a name on a line of its own)"),
    ("grads = backward(dout, **¦cache)", "is unpacked with **: 'cache' (write each argument out)"),
    ("grads = backward(dout, ¦1e999)",
     "is neither a name nor a literal: '1e999' (bind a call's result to a name on a line of its own)"),
    ("grads = backward(dout, {¦1: 2})", f"is not text, as the keys of a literal dict must be: '1' {FORM}"),
    ("grads = backward(dout, ¦b'x')",
     "is neither a name nor a literal: \"b'x'\" (bind a call's result to a name on a line of its own)"),
    ("grads = ¦lambda: 0", f"is neither a call nor the name of something in the stub: 'lambda: 0' {FORM}"),
    ("grads = ¦backward(dout).x(cache)", "is not the name of something in the stub: 'backward(dout)' "
     "(write names = function(names and literals))"),
    ("grads, ¦*rest = backward(dout, cache)", f"is not a name that a result can be given: '*rest' {FORM}"),
    ("¦grads.w = backward(dout, cache)", f"is not a name that a result can be given: 'grads.w' {FORM}"),
    ("grads = ¦more = backward(dout, cache)",
     "is a second target of one assignment: 'more' (use a line for each)"),
    ("grads = ¦HAND(dout)", "is a constant, which cannot be called: 'HAND' (write grads = HAND)"),
    ("grads = ¦backward.x(dout)", "has a dot, but backward is a function: 'backward.x' (write backward)"),
    ("grads = ¦vjp", "is a verb, to be called: 'vjp' (add arguments)"),
]


@pytest.mark.parametrize(("line", "message"), LINES)
def test_line(tmp_path, line, message):
    old, new = LINE, f"      {line}\n"
    clean = new.replace("¦", "")
    found = problems(write_course(tmp_path, spoilt(EXERCISE, old, clean)))
    row = new[: new.index("¦")].count("\n")
    column = len(new[: new.index("¦")].split("\n")[-1]) + 1
    assert f"exercises/affine/exercise.yaml:{28 + row}:{column}: parts[0].program: {message}" in found


def test_a_syntax_error(tmp_path):
    check(tmp_path, LINE, "      grads = backward¦(dout, cache\n",
          f"parts[0].program: is not a program: '(' was never closed: '      grads = backward(dout, cache' {FORM}"
          .replace("'      grads", "'grads"))


def test_nothing_follows_from_a_wrong_program(tmp_path):
    """The checks are not blamed for names that an unreadable program cannot bind."""
    found = problems(write_course(tmp_path, spoilt(EXERCISE, LINE, "      1 + 1\n")))
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "program: hand = ¦HAN",
        "program: 'hand = ¦HAN'",
        'program: "hand = ¦HAN"',
        "program: |\n      hand = ¦HAN",
        "program: |-\n\n\n      hand = ¦HAN",
        "program: &p |\n      hand = ¦HAN",
        "program: &p hand = ¦HAN",
        'program: ¦"x = HAND\\r\\nhand = HAN"',
        "program: ¦>\n      hand = HAN",
    ],
)
def test_places_in_every_style_of_scalar(tmp_path, text):
    check(tmp_path, "program: hand = HAND", text,
          "parts[1].program: is not in the stub: 'HAN' (did you mean 'HAND'?)")


def test_columns_count_characters(tmp_path):
    text = "program: |\n      hand = Affine('äöü', ¦hnd)"
    check(tmp_path, "program: hand = HAND", text,
          "parts[1].program: is neither drawn nor bound by an earlier line: 'hnd' (add it to draw)")


def test_a_base_class_brings_methods(tmp_path):
    text = "program: hand = Affine.anything(1)"
    found = problems(write_course(tmp_path, spoilt(EXERCISE, "program: hand = HAND", text)))
    assert found == [
        "exercises/affine/exercise.yaml:54:21: parts[1].program: is not in reference/affine.py: 'Affine.anything' "
        "(did you mean 'Affine.apply'?)"
    ]


def test_without_a_base_class_only_its_own(tmp_path):
    check(tmp_path, "program: hand = HAND", "program: hand = ¦Affine.aply(1)",
          "parts[1].program: is not a method of Affine: 'Affine.aply' (did you mean 'apply'?)",
          text=spoilt(EXERCISE, "    base: np.ndarray\n", ""))


def test_literals(tmp_path):
    literals = "1, -2.5, 'a', True, None, [1, [2]], (1, 'x'), {'k': -1}, 2j, b=[]"
    text = spoilt(EXERCISE, "program: hand = HAND", f"program: |\n      hand = forward({literals})")
    call = load(write_course(tmp_path, text)).exercises[0].parts[1].program[0]
    assert call.arguments == (1, -2.5, "a", True, None, [1, [2]], (1, "x"), {"k": -1}, 2j)
    assert call.keywords == (("b", []),)


def test_an_input_must_be_drawn_in_every_case(tmp_path):
    text = spoilt(EXERCISE, "      x: {normal: [N, D]}\n", "")
    text = spoilt(text, "        sizes: {D: 9}\n        draw: {w:", "        sizes: {D: 9}\n        draw: {x: 1, w:")
    assert problems(write_course(tmp_path, text)) == [
        "exercises/affine/exercise.yaml:27:28: parts[0].program: is not drawn in case 'typical': 'x' "
        "(draw it in every case)"
    ]


def test_an_empty_program(tmp_path):
    check(tmp_path, "program: hand = HAND", "program: ¦'# nothing'", f"parts[1].program: holds no calls: \"'# nothing'\" {FORM}")
