"""A figure judged as a figure: scales, lines and their data, labels, legend; never its pixels."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import numpy as np

from grader.checks.evidence import Evidence, Setback, Trial, obtained, program_run
from grader.checks.figure_lines import Drawn, drawn_lines, layers, ordered, points, shows
from grader.checks.figure_names import legend_names, legend_texts, named, written
from grader.checks.verdicts import result
from grader.expected.record import Expectation
from grader.model.call import Run
from grader.model.exercise import Case, Check, Part
from grader.model.result import CheckResult, Comparison, Finding
from grader.model.value import Array, Described, Value, type_of
from grader.model.verdict import Verdict
from grader.spec.settings import CheckSettings

LOGARITHMIC = frozenset({"log", "symlog", "asinh", "functionlog"})
"""Scales on which norms of many sizes can be read."""

_LAYERS = ("layer", "depth", "schicht")
_NORMS = ("norm", "grad", "\N{DOUBLE VERTICAL LINE}", "||", "\\|", "\\vert")
"""What the labels of the two axes speak of."""


class FigureSettings(CheckSettings):
    """``figure: facts``: what ``describe`` said of a figure with one labelled line per key of the input ``lines``."""

    key: ClassVar[str] = "figure"
    figure: str
    lines: str

    def names(self) -> tuple[str, ...]:
        """The description."""
        return (self.figure,)

    def inputs(self) -> tuple[str, ...]:
        """The data that the lines must show."""
        return (self.lines,)


def plan(part: Part, check: Check, cases: Iterable[tuple[Case, Expectation]]) -> list[Run]:
    """The program on every case."""
    return [program_run(part, case, expected.inputs, check.settings.names()) for case, expected in cases]


def judge(evidence: Evidence) -> CheckResult:
    """Each of the aspects (data, log axis, labels, legend) earns its share of the points, wrong data none of any."""
    check = evidence.check
    public = all(trial.case.public for trial in evidence.trials)
    found: dict[str, Finding] = {}
    comparisons = []
    for trial in evidence.trials:
        facts = obtained(trial, evidence.part.program, check.settings.figure, evidence.exercise)
        if isinstance(facts, Setback):
            return result(check, facts.verdict, facts.message, public=public, findings=facts.findings)
        wrong = _wrong_aspects(facts, trial, check.settings.lines)
        found = {**wrong, **found}
        message = " ".join(finding.message for finding in wrong.values())
        comparisons.append(
            Comparison(trial.case.name, trial.case.public, trial.case.note, "figure", not wrong, message)
        )
    if not found:
        return result(check, Verdict.PASSED, "", public=public, comparisons=comparisons)
    message = " ".join(finding.message for finding in found.values())
    share = 0.0 if "data" in found else 1 - len(found) / len(ASPECTS)
    verdict = Verdict.PARTIAL if share > 0 else Verdict.FAILED
    return result(
        check, verdict, message, public=public, share=share, findings=tuple(found.values()), comparisons=comparisons
    )


def _wrong_aspects(facts: Value, trial: Trial, lines: str) -> dict[str, Finding]:
    """By aspect: what is wrong with it."""
    if not isinstance(facts, Described) or facts.kind != "figure":
        message = f"plot_gradient_flow returned {type_of(facts)}; a matplotlib Figure was due."
        return {"data": Finding("wrong_type", message)}
    data = {name: np.asarray(values, dtype=float) for name, values in trial.expected.inputs[lines].items()}  # type: ignore[union-attr]
    found = {aspect: judged(facts.facts, data) for aspect, judged in ASPECTS.items()}
    return {aspect: finding for aspect, finding in found.items() if finding}


def _data(facts: Mapping[str, Any], data: Mapping[str, Array]) -> Finding | None:
    """One line per activation that shows its norms, the layer number across."""
    for name, values in data.items():
        showing = _showing(facts, values)
        if not showing:
            return _no_line(facts, name, values)
        if not any(_layer_numbers(layers(drawn), len(values)) for drawn in showing):
            return Finding("wrong_data", f"The {name} line does not run over the layer numbers 1, 2, 3, …")
    return None


def _showing(facts: Mapping[str, Any], values: Array) -> list[Drawn]:
    return [drawn for drawn in drawn_lines(facts) if shows(drawn, values)]


def _layer_numbers(x: Array, depth: int) -> bool:
    """Whether x counts ``depth`` layers from 0 or 1 (with gaps where zeros were left out)."""
    ordered = np.sort(x)
    if not len(x):
        return False
    if len(x) == depth:
        return bool(ordered[0] in (0, 1) and np.allclose(np.diff(ordered), 1))
    return bool((ordered == np.round(ordered)).all() and ordered[0] >= 0 and ordered[-1] in (depth - 1, depth))


def _no_line(facts: Mapping[str, Any], name: str, values: Array) -> Finding:
    positive = values[values > 0]
    if any(shows(drawn, values) for drawn in drawn_lines(facts, visible=False)):
        message = f"A line holds the {name} norms, but nobody can see it: it is hidden, transparent or outside the axes."
        return Finding("wrong_data", message)
    for drawn in drawn_lines(facts):
        x, y = points(drawn[1], "x"), ordered(drawn)
        if len(y) == len(values) and np.allclose(y[values > 0], np.log10(positive), rtol=1e-4):
            return Finding(
                "log_of_data", f"The {name} line shows log10 of the norms: show the norms, on a logarithmic axis."
            )
        if len(x) == len(values) and np.allclose(x[values > 0], positive, rtol=1e-5, atol=0):
            return Finding(
                "swapped_axes", f"The {name} line has the norms across and the layers upward: exchange them."
            )
        if len(y) == len(values) and np.allclose(y[::-1][values > 0], positive, rtol=1e-5, atol=0):
            return Finding("wrong_order", f"The {name} line shows the norms in reverse order of the layers.")
    return Finding("wrong_data", f"No line of the figure shows the {name} norms.")


def _scale(facts: Mapping[str, Any], data: Mapping[str, Array]) -> Finding | None:
    """A logarithmic norm axis for each activation's line. The same on a linear axis beside it, for comparison, is no fault."""
    for values in data.values():
        drawn = _showing(facts, values) or drawn_lines(facts)
        if drawn and all(axes["yscale"] not in LOGARITHMIC for axes, _ in drawn):
            return Finding("linear_axis", "The norm axis is linear: everything small lies on zero. Make it logarithmic.")
    return None


def _axis_labels(facts: Mapping[str, Any], data: Mapping[str, Array]) -> Finding | None:
    """Words on both axes, the right way round."""
    texts = [*facts.get("texts", ()), *(text for axes in facts["axes"] for text in axes.get("texts") or ())]
    across = [facts.get("supxlabel") or "", *(axes["xlabel"] for axes in facts["axes"])]
    upward = [facts.get("supylabel") or "", *(axes["ylabel"] for axes in facts["axes"])]
    across += [text["text"] for text in texts if _labels(text, _LAYERS, _NORMS) and not text.get("upright")]
    upward += [text["text"] for text in texts if _labels(text, _NORMS, () if text.get("upright") else _LAYERS)]
    missing = [
        side for side, labels in (("layer", across), ("norm", upward)) if not any(label.strip() for label in labels)
    ]
    if missing:
        message = "Neither axis has a label." if len(missing) > 1 else f"The {missing[0]} axis has no label."
        return Finding("no_axis_labels", message)
    if (
        _mentions(across, _NORMS)
        and not _mentions(across, _LAYERS)
        and _mentions(upward, _LAYERS)
        and not _mentions(upward, _NORMS)
    ):
        return Finding("swapped_axis_labels", "The axis labels are exchanged: layers run across, norms upward.")
    return None


def _labels(text: Mapping[str, Any], words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether a text outside of the axes stands for an axis label: a heading says both what runs across and what upward."""
    return bool(text.get("outside")) and _mentions([text["text"]], words) and not _mentions([text["text"]], others)


def _mentions(labels: list[str], words: tuple[str, ...]) -> bool:
    return any(word in label.lower() for label in labels for word in words)


def _legend(facts: Mapping[str, Any], data: Mapping[str, Array]) -> Finding | None:
    """Each activation's line can be told by name: a drawn legend, a panel's title or label, or a text beside it."""
    lines = {name: _showing(facts, values) for name, values in data.items()}
    for name, showing in lines.items():
        if not showing or any(legend_names(facts, drawn, data) == [name] for drawn in showing):
            continue
        if not any(written(drawn, name, lines) for drawn in showing):
            return _unnamed(facts, showing, name, data)
    return None


def _unnamed(facts: Mapping[str, Any], showing: list[Drawn], name: str, data: Mapping[str, Array]) -> Finding:
    for drawn in showing:
        if len(alike := legend_names(facts, drawn, data)) > 1:
            return Finding("no_legend", f"Nothing tells the lines of {', '.join(alike)} apart: they look the same.")
        wrong = next((text for text in legend_texts(facts, drawn) if named(text, data)), None)
        if wrong:
            return Finding("swapped_labels", f"The line that shows the {name} norms is labelled {wrong.lower()!r}.")
    if name in str(showing[0][1].get("label") or "").lower():
        return Finding("no_legend", "The lines have labels, but no legend shows them: call legend() after they are drawn.")
    return Finding("no_legend", f"Nothing in the figure says which line is {name}.")


ASPECTS = {"data": _data, "scale": _scale, "axis_labels": _axis_labels, "legend": _legend}
"""What is judged about a figure, each worth the same share."""
