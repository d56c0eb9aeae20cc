"""What YAML itself can get wrong, and what of YAML is not read here."""

import pytest

from grader.spec.yaml_tree import MAX_CHARACTERS, read_tree, where
from tests.spec.courses import EXERCISE, problems, spoilt, write_course
from tests.spec.test_problems import check

SYNTAX = [
    ("title: An affine map", "title: An affine¦: map", "top level: is not valid YAML: mapping values are not allowed here"),
    ("title: An affine map", "title: [An affine map\n¦summary: x", None),
    ("title: An affine map", "¦\ttitle: An affine map",
     "top level: is not valid YAML: found character '\\t' that cannot start any token, while scanning for the next "
     "token (indent with spaces)"),
    ("title: An affine map", "title: ¦*unknown", "top level: is not valid YAML: found undefined alias 'unknown'"),
    ("title: An affine map", "title: 'An affine map\n", None),
    ("parts:\n", "¦---\nparts:\n",
     "top level: is not valid YAML: but found another document, expected a single document in the stream"),
    ("title: An affine map", "title: An affine ¦\x07map", "top level: holds a character that YAML does not allow"),
    ("points: 10\n", "points: 10\n¦points: 10\n", "points: is given twice, first in line 4: 'points' (keep one)"),
    ("wrt: w\n", "wrt: w\n        ¦wrt: w\n",
     "parts[0].checks[1].wrt: is given twice, first in line 49: 'wrt' (keep one)"),
    ("sizes: {D: 9}", "sizes: {D: 9, ¦1: 2}",
     "parts[0].cases[1].sizes: is not plain text, as a key must be: '1' (put it in quotes)"),
    ("sizes: {D: 9}", "sizes: {D: 9, ¦[a]: 2}",
     "parts[0].cases[1].sizes: is not plain text, as a key must be: '[a]' (put it in quotes)"),
    ("title: An affine map", "title: ¦!!python/name:os.system x",
     "title: has the tag tag:yaml.org,2002:python/name:os.system: '!!python/name:os.system x' "
     "(tags are not read here: leave it out)"),
    ("title: An affine map", 'title: ¦"a\\ud800"',
     "title: holds half of a character (a surrogate): '\"a\\\\ud800\"' (write the character itself)"),
    ("sizes: {D: 9}", 'sizes: {D: 9, ¦"\\0": 2}',
     "parts[0].cases[1].sizes: is not plain text, as a key must be: '\"\\\\0\"' (put it in quotes)"),
    ("title: An affine map", "title: ¦!secret x",
     "title: has the tag !secret: '!secret x' (tags are not read here: leave it out)"),
    ("points: 10\n", "points: ¦!!int ten\n", "points: cannot be read as int: '!!int ten'"),
    ("title: An affine map", "title: An affine map\n¦<<: {seed: 1}", None),
    ("cases: [wide]", "cases: &a [¦*a]", None),
    ("cases: [wide]", "cases: " + "[" * 40 + "]" * 40, None),
]


@pytest.mark.parametrize(("old", "new", "messages"), [(o, n, m) for o, n, *m in SYNTAX if m != [None]])
def test_problem(tmp_path, old, new, messages):
    check(tmp_path, old, new, *messages)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("title: An affine map", "title: [An affine map", "3:8", "expected ',' or ']', but got ':'"),
        ("title: An affine map", "title: 'An affine map\n", "15:13", "expected <block end>, but found '{'"),
        ("title: An affine map", "title: An affine map\n<<: {seed: 1}", "3:1", "<<: is not a key here"),
        ("cases: [wide]", "cases: &a [*a]", "52:16", "contains itself through an alias"),
        ("cases: [wide]", "cases: " + "[" * 40 + "]" * 40, "52:43", "is nested more than 32 levels deep"),
        ("cases: [wide]", "cases: " + "{a: " * 40 + "1" + "}" * 40, "52:121", "is nested more than 32 levels deep"),
    ],
)
def test_where_it_stops(tmp_path, old, new, place, message):
    found = problems(write_course(tmp_path, spoilt(EXERCISE, old, new)))
    assert any(p.startswith(f"exercises/affine/exercise.yaml:{place}: ") and message in p for p in found), found


def test_an_alias_bomb_is_refused(tmp_path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    found = problems(write_course(tmp_path, "\n".join(lines)))
    assert len(found) == 1
    assert "more than 50000 values, aliases included" in found[0]


def test_not_utf_8(tmp_path):
    path = write_course(tmp_path) / "exercises" / "affine" / "exercise.yaml"
    path.write_bytes(b"id: affine\ntitle: Caf\xe9\n")
    assert problems(tmp_path) == ["exercises/affine/exercise.yaml:2:11: top level: is not UTF-8 text (save it as UTF-8)"]


def test_a_line_end_of_yaml_alone(tmp_path):
    assert problems(write_course(tmp_path, EXERCISE.replace("An affine", "An\u2028affine"))) == [
        "exercises/affine/exercise.yaml:2:10: top level: holds the character U+2028, a line end to YAML alone"
    ]


def test_a_byte_order_mark_is_harmless(tmp_path):
    path = write_course(tmp_path) / "exercises" / "affine" / "exercise.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + EXERCISE.encode())
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:1: top level: is empty"),
        ("# nothing\n", "1:1: top level: is empty"),
        ("null\n", "1:1: top level: has no value: 'null'"),
        ("[1, 2]\n", "1:1: top level: must be a mapping of keys to values: '[1, 2]'"),
        ("x" * (MAX_CHARACTERS + 1), "1:1: top level: has more than 1000000 characters"),
    ],
)
def test_not_a_mapping(tmp_path, text, message):
    assert problems(write_course(tmp_path, text)) == [f"exercises/affine/exercise.yaml:{message}"]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("1e-3", 1e-3), ("1.0e-3", 1e-3), ("-1E5", -1e5), (".5", 0.5), ("1.", 1.0), ("010", 10), ("0x1F", 31), ("0o17", 15),
        ("+7", 7), ("no", "no"), ("on", "on"), ("yes", "yes"), ("true", True), ("False", False), ("~", None),
        ("null", None), ("2026-09-01", "2026-09-01"), ("1:30", "1:30"), ("1_000", "1_000"), ("'1'", "1"), ("e5", "e5"),
        ("-.inf", float("-inf")), ("0b1", "0b1"), ("=", "="), ("{a: }", {"a": None}), ("[1, two]", [1, "two"]),
    ],
)
def test_scalars(tmp_path, text, data):
    tree, found = read_tree(text.encode(), tmp_path)
    assert found == []
    assert tree.data == data
    assert type(tree.data) is type(data)


def test_a_long_text_is_clipped(tmp_path):
    found = problems(write_course(tmp_path, spoilt(EXERCISE, "framework: numpy", "framework: " + "n" * 200)))
    assert found[0].endswith(f"must be one of numpy, torch: '{'n' * 59}…'")


def test_where():
    assert where(()) == "top level"
    assert where(("parts", 0, "draw", "x")) == "parts[0].draw.x"


def test_a_number_with_too_many_digits(tmp_path):
    found = problems(write_course(tmp_path, spoilt(EXERCISE, "points: 10\n", f"points: {'9' * 5000}\n")))
    assert "points: cannot be read as int: " in found[0]
