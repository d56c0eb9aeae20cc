"""The colours of the page, light and dark, against WCAG 2.2 AA."""

import re

import pytest

from grader.report.html import stylesheet

WORDS = ("ink", "soft", "link", "good", "fair", "bad", "fault")
CODE = ("code-k", "code-s", "code-n", "code-c", "code-f", "code-b")
HUES = tuple(f"hue-{i}" for i in range(6))
TEXT = [
    *((word, ground) for word in WORDS for ground in ("paper", "sheet")),
    *((each, ground) for each in (*CODE, "ink", "soft") for ground in ("sheet", "bad-wash")),
    *(("ink", wash) for wash in ("good-wash", "fault-wash")),
    *((each, "bad-wash") for each in ("bad", "good")),
    *((hue, "paper") for hue in HUES),
]
"""Pairs of a text's colour and what it stands on."""
GRAPHICS = [
    ("line", "paper"),
    ("line", "sheet"),
    ("good", "rule"),
    ("fair", "rule"),
    ("heat-3", "heat-0"),
    ("ink", "heat-3"),
]


def palettes() -> dict[str, dict[str, str]]:
    """The custom properties of both schemes."""
    light, dark = re.findall(r":root \{(.*?)\}", stylesheet(), re.DOTALL)[:2]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return {"light": colours, "dark": colours | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text(scheme: str, front: str, back: str) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), GRAPHICS)
def test_graphics(scheme: str, front: str, back: str) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[front], colours[back]) >= 3


def test_every_colour_used_is_defined_in_both_schemes() -> None:
    style = stylesheet()
    defined = set(re.findall(r"--([\w-]+):", style))
    assert set(re.findall(r"var\(--([\w-]+)\)", style)) <= defined
    light, dark = palettes().values()
    assert light.keys() == dark.keys()
