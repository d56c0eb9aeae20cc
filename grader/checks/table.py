"""The kinds of check, one row each: to add a kind, write its file and add its row here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.checks import agree, figure, follow_through, hand, network, profile, properties, values
from grader.checks.evidence import Evidence
from grader.expected.record import Expectation
from grader.expected.reference import Reference
from grader.model.call import Run
from grader.model.exercise import Case, Check, Part
from grader.model.result import CheckResult
from grader.spec.settings import CheckSettings


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of check: its settings in YAML, and two pure functions."""

    settings: type[CheckSettings]
    plan: Callable[[Part, Check, Iterable[tuple[Case, Expectation]]], list[Run]]
    judge: Callable[[Evidence], CheckResult]
    record: Callable[[Reference, Part, Check, Expectation], Mapping[str, Any]] | None = None
    """What ``judge`` needs of the reference beside the expected values, as plain numbers for a kit that has no reference."""


KINDS: Mapping[str, Kind] = {
    kind.settings.key: kind
    for kind in (
        Kind(values.ValueSettings, values.plan, values.judge),
        Kind(values.GradientSettings, values.plan, values.judge, follow_through.record),
        Kind(agree.AgreeSettings, agree.plan, agree.judge),
        Kind(hand.HandSettings, hand.plan, hand.judge),
        Kind(properties.PropertySettings, properties.plan, properties.judge),
        Kind(network.NetworkSettings, network.plan, network.judge),
        Kind(profile.ProfileSettings, profile.plan, profile.judge, profile.record),
        Kind(figure.FigureSettings, figure.plan, figure.judge),
    )
}

SETTINGS: Mapping[str, type[CheckSettings]] = {key: kind.settings for key, kind in KINDS.items()}
"""What the spec loader needs to know of them."""
