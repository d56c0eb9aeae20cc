"""How causes become findings."""

from dataclasses import dataclass, field

from grader.diagnose.cause import Cause
from grader.diagnose.combine import Explanation
from grader.diagnose.hands_on import Insight
from grader.diagnose.location import Location
from grader.diagnose.words import findings
from grader.mutate import slips


@dataclass
class Check:
    id: str
    title: str


@dataclass
class Evidence:
    check: Check


@dataclass
class Shown:
    shown: str


@dataclass
class Failure:
    evidence: Evidence
    explanations: tuple
    facts: tuple = field(default=())


def failure(name, *causes):
    facts = tuple(Shown(f"d{name}{i}") for i in range(len(causes)))
    return Failure(Evidence(Check(name, f"Gradient {name}")), tuple(Explanation(c) for c in causes), facts)


SIGN = Cause("sign", "", "Your `dx0` is exactly −1 times the right one.")
TERM = Cause("missing_term", "mean", "Your `dx0` lacks the mean.", see="The mean")


def test_a_cause_with_its_heading():
    (finding,) = findings([failure("x", TERM)], {})["x"]
    assert finding.message == "Your `dx0` lacks the mean. Read “The mean” in the statement."
    assert (finding.code, finding.level, finding.line) == ("missing_term", "cause", None)


def test_the_line_is_named_with_what_is_known_there():
    place = Location(7, slips.SIGN, "`dmu` is −1 times what it should be")
    (finding,) = findings([failure("x", SIGN)], {"x": Insight(None, place)})["x"]
    assert finding.line == 7
    assert finding.message.endswith("Look at line 7: `dmu` is −1 times what it should be.")


def test_a_line_that_is_only_the_first_known_to_be_wrong_is_called_so():
    place = Location(7, None, "`std` is not what it should be", certain=False)
    (finding,) = findings([failure("x", SIGN)], {"x": Insight(None, place)})["x"]
    assert "The first value that is not as expected comes about on line 7" in finding.message


def test_the_second_check_refers_to_the_first():
    said = findings([failure("x", SIGN), failure("y", SIGN)], {})
    assert said["y"][0].message == "The same cause as under “Gradient x”."


def test_the_same_kind_of_slip_on_another_line_is_another_cause():
    places = {"x": Insight(None, Location(7, None)), "y": Insight(None, Location(9, None))}
    said = findings([failure("x", SIGN), failure("y", SIGN)], places)
    assert "line 9" in said["y"][0].message


def test_a_place_found_under_one_check_serves_another_with_the_same_cause():
    said = findings([failure("x", SIGN), failure("y", SIGN)], {"x": Insight(None, Location(7, None))})
    assert said["y"][0].line == 7


def test_without_a_cause_the_place_alone():
    (finding,) = findings([failure("x")], {"x": Insight(None, Location(7, None))})["x"]
    assert (finding.code, finding.line) == ("location", 7)


def test_one_place_that_explains_everything_beats_different_causes():
    slip = Cause("cache_order", "", "On line 7 two values stand in each other's place.", code="slip", line=7)
    insight = Insight(slip, Location(7, slips.UNPACKED), joint=True)
    said = findings([failure("x", SIGN), failure("y", TERM)], {"x": insight, "y": insight})
    assert [finding.code for finding in (*said["x"], *said["y"])] == ["slip", "same_cause"]


def test_several_values_of_one_check_that_share_a_cause():
    second = Cause("sign", "", "Your `dx1` is exactly −1 times the right one.")
    (finding,) = findings([failure("x", SIGN, second)], {})["x"]
    assert finding.message == "Your `dx0` is exactly −1 times the right one. The same holds for `dx1`."


def test_nothing_is_said_of_what_nobody_knows():
    assert findings([failure("x")], {}) == {}
