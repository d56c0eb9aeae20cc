"""What can be wrong with a course's other files: ``course.yaml``, references, folders."""

import pytest

from tests.spec.courses import COURSE, EXERCISE, REFERENCE, marked, problems, spoilt, write_course

COURSES = [
    ("title: A course", "titel: A course",
     ["1:1: title: is missing", "1:1: titel: is not a key here: 'titel' (did you mean 'title'?)"]),
    ("seed: 7", "seed: ¦-7", ["seed: must be at least 0: '-7'"]),
    ("seed: 7", "seed: ¦7.5", ["seed: must be a whole number: '7.5'"]),
    ("{id: affine, points: 10}", "{id: ¦afine, points: 10}",
     ["exercises[0].id: has no exercises/afine/exercise.yaml: 'afine' (did you mean 'affine'?)"]),
    ("{id: affine, points: 10}", "{id: affine, points: ¦0}", ["exercises[0].points: must be greater than 0: '0'"]),
    ("{id: affine, points: 10}", "{id: affine, points: 10}\n  - {id: ¦affine, points: 10}",
     ["exercises[1].id: is listed twice: 'affine' (keep one)"]),
    ("{id: affine, points: 10}", "¦affine", ["exercises[0]: must be a mapping of keys to values: 'affine'"]),
    ("{id: affine, points: 10}", "{id: ¦../x, points: 10}",
     ["exercises[0].id: must be lower-case letters, digits and underscores, a letter first: '../x'"]),
    ("  attempts: 3", "  ¦atempts: 3", ["policies.atempts: is not a key here: 'atempts' (did you mean 'attempts'?)"]),
    ("  attempts: 3", "  attempts: ¦three", ["policies.attempts: must be a whole number: 'three'"]),
    ("  attempts: 3", "  due: ¦[1]", ["policies.due: must be text or a mapping: '[1]'"]),
    ("  attempts: 3", "  late_penalty_per_day: ¦true",
     ["policies.late_penalty_per_day: must be a number or text: 'true'"]),
    ("  attempts: 3", "  hints: ¦2", ["policies.hints: must be true or false or a mapping: '2'"]),
    ("exercises:\n  - {id: affine, points: 10}", "exercises: ¦[]",
     ["exercises: must not be empty: '[]'"]),
]


@pytest.mark.parametrize(("old", "new", "messages"), COURSES)
def test_course_problem(tmp_path, old, new, messages):
    clean, places = marked(spoilt(COURSE, old, new))
    expected = [f"course.yaml:{f'{places[0]}: ' if places else ''}{message}" for message in messages]
    assert problems(write_course(tmp_path, course=clean)) == expected


def test_policies_of_every_type(tmp_path):
    policies = (
        "  due: {affine: 2026-09-08T18:00}\n  grace: 15min\n  late_penalty_per_day: 10%\n"
        "  extensions: {alice: {affine: 2026-09-10}}\n  hints: true\n"
    )
    assert problems(write_course(tmp_path, course=COURSE.replace("  attempts: 3\n", policies))) == []


def test_an_unreadable_course(tmp_path):
    assert problems(write_course(tmp_path, course="[")) == [
        "course.yaml:1:2: top level: is not valid YAML: expected the node content, but found '<stream end>', "
        "while parsing a flow node"
    ]


def test_a_folder_of_another_name(tmp_path):
    write_course(tmp_path, course=COURSE.replace("id: affine", "id: other"))
    (tmp_path / "exercises" / "affine").rename(tmp_path / "exercises" / "other")
    assert problems(tmp_path) == [
        "exercises/other/exercise.yaml:1:5: id: is not the name of the exercise's folder: 'affine' (write other)"
    ]


def test_no_statement(tmp_path):
    write_course(tmp_path, spoilt(EXERCISE, "statement: statement.md\n", ""))
    assert problems(tmp_path) == []
    (tmp_path / "exercises" / "affine" / "statement.md").unlink()
    assert problems(tmp_path) == ["exercises/affine/exercise.yaml:1:1: statement: is still to be written"]


REFERENCES = [
    ("def forward", "def foward",
     "exercises/affine/exercise.yaml:27:20: parts[0].program: is not in reference/affine.py: 'forward' "
     "(did you mean 'foward'?)"),
    ('HAND = {"w": 1.0}', "",
     "exercises/affine/exercise.yaml:54:21: parts[1].program: is not in reference/affine.py: 'HAND' "
     "(known: Affine, Affine.apply, backward, forward, smooth)"),
    ("def forward(x, w, b):", "def forward(x, w, b:",
     "reference/affine.py:6:12: module: is not valid Python: '(' was never closed: 'def forward(x, w, b:'"),
]


@pytest.mark.parametrize(("old", "new", "message"), REFERENCES)
def test_reference_problem(tmp_path, old, new, message):
    assert problems(write_course(tmp_path, reference=spoilt(REFERENCE, old, new))) == [message]


def test_a_reference_with_a_null_byte(tmp_path):
    found = problems(write_course(tmp_path, reference="x = '\0'"))
    assert found[0].startswith("reference/affine.py:1:1: module: is not valid Python: ")


@pytest.mark.parametrize(
    "definition",
    [
        "from elsewhere import HAND",
        "import elsewhere as HAND",
        "HAND: dict = {}",
        "HAND, OTHER = {}, {}",
        "if True:\n    HAND = {}",
        "class HAND: pass",
        "async def HAND(): pass",
    ],
)
def test_other_ways_to_define_a_name(tmp_path, definition):
    assert problems(write_course(tmp_path, reference=spoilt(REFERENCE, 'HAND = {"w": 1.0}', definition))) == []


@pytest.mark.parametrize(
    ("definition", "fits"),
    [
        ("class Affine(Elsewhere):\n    pass", True),
        ("class Base:\n    def apply(x): pass\n\nclass Affine(Base):\n    pass", True),
        ("class Base:\n    pass\n\nclass Affine(Base):\n    pass", False),
        ("class Affine:\n    apply = staticmethod(len)", True),
        ("Affine = make()", True),
        ("class Affine:\n    def aply(x): pass", False),
    ],
)
def test_members_of_reference_classes(tmp_path, definition, fits):
    spoilt_reference = REFERENCE[: REFERENCE.index("class Affine")] + definition
    text = spoilt(EXERCISE, "program: hand = HAND", "program: hand = Affine.apply(1)")
    found = problems(write_course(tmp_path, text, reference=spoilt_reference))
    assert (found == []) is fits


def test_what_no_check_compares_need_not_be_in_the_reference(tmp_path):
    text = spoilt(EXERCISE, "program: hand = HAND", "program: |\n      hand = HAND\n      more = Affine.other(hand)")
    assert problems(write_course(tmp_path, text)) == []


def test_verbs_that_lead_to_what_is_compared(tmp_path):
    text = spoilt(EXERCISE, "program: hand = HAND", "program: |\n      net = HAND\n      hand = vjp(net, net, 1)")
    assert problems(write_course(tmp_path, text)) == [
        "exercises/affine/exercise.yaml:56:14: parts[1].program: is a verb that the reference must define, but it is "
        "not in reference/affine.py: 'vjp' (known: Affine, Affine.apply, HAND, backward, forward, smooth)"
    ]
    text = text.replace("vjp(net, net, 1)", "describe(net)")
    assert problems(write_course(tmp_path, text)) == []
