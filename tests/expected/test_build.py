"""A reference that is wrong, or has a wrong alternative, is refused with the reason."""

import pytest

from grader.cli.course import open_course
from grader.errors import SpecError
from grader.expected.build import expect
from tests.audit.courses import write_course

ALTERNATIVE = """

def otherwise(x, w, shift, dout):
    return {"dx": %s}


ALTERNATIVES = (otherwise,)
"""


@pytest.fixture
def refused(tmp_path):
    """What is said of the course's exercise with something added to its reference, or something in it replaced."""

    def said(addition="", old="", new=""):
        root = write_course(tmp_path / "course")
        path = root / "reference" / "product.py"
        path.write_text(path.read_text(encoding="utf-8").replace(old or "\0", new) + addition, encoding="utf-8")
        (exercise,) = open_course(root).exercises
        with pytest.raises(SpecError) as error:
            expect(exercise, 7)
        return str(error.value)

    return said


def test_a_backward_pass_that_is_not_the_derivative(refused):
    assert "the reference's dx is not the derivative of its out with respect to x in case 'plain'" in refused(
        old="return dout * cache", new="return 2 * dout * cache"
    )


def test_it_is_not_laid_to_an_alternative(refused):
    said = refused(ALTERNATIVE % "dout * w", old="return dout * cache", new="return 2 * dout * cache")
    assert "is not the derivative" in said


def test_an_alternative_that_gives_something_else(refused):
    said = refused(ALTERNATIVE % "dout * w * 1.5")
    assert "otherwise gives another dx than the reference (0.5 of its size apart)" in said


def test_an_alternative_that_fails(refused):
    assert "otherwise fails on these inputs: NameError: name 'v' is not defined" in refused(ALTERNATIVE % "v")


def test_a_case_that_loses_all_digits(refused):
    said = refused(old="return x * w + shift, w", new="return (1e12 * x) % 1 * w + shift, w")
    assert "draw: is ill-conditioned: rounding the inputs moves out by" in said
