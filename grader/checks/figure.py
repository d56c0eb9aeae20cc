"""A figure judged as a figure: scales, lines and their data, labels, legend; never its pixels."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import numpy as np

from grader.checks.evidence import Evidence, Setback, Trial, obtained, program_run
from grader.checks.numbers import Numbers, numbers
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


def _lines(facts: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Every (axes, line) with at least two points, of visible lines."""
    return [
        (axes, line)
        for axes in facts["axes"]
        for line in axes["lines"]
        if line.get("visible", True) and len(_points(line, "y")) >= 2
    ]


def _points(line: Mapping[str, Any], key: str) -> Array:
    value = line.get(key)
    came = numbers(value, _shape(value), key)
    return came.data if isinstance(came, Numbers) else np.empty(0)


def _shape(value: Any) -> tuple[int, ...]:
    data = getattr(value, "data", value)
    return np.shape(data) if isinstance(data, np.ndarray | list | tuple) else ()


def _shows(line: Mapping[str, Any], values: Array) -> bool:
    """Whether a line's y data are ``values`` in the order of its x (entries that are 0 may be masked or lifted)."""
    x, y = _points(line, "x"), _points(line, "y")
    positive = values > 0
    if len(y) == len(values):
        ordered = y[np.argsort(x, kind="stable")] if len(x) == len(y) and np.isfinite(x).all() else y
        return bool(np.allclose(ordered[positive], values[positive], rtol=1e-5, atol=0))
    return len(y) == positive.sum() and bool(np.allclose(y, values[positive], rtol=1e-5, atol=0))


def _data(facts: Mapping[str, Any], data: Mapping[str, Array]) -> Finding | None:
    """One line per activation that shows its norms, the layer number across."""
    for name, values in data.items():
        showing = [(axes, line) for axes, line in _lines(facts) if _shows(line, values)]
        if not showing:
            return _no_line(facts, name, values)
        if not any(_layer_numbers(_points(line, "x"), len(values)) for _, line in showing):
            return Finding("wrong_data", f"The {name} line does not run over the layer numbers 1, 2, 3, …")
    return None


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
    for _, line in _lines(facts):
        x, y = _points(line, "x"), _points(line, "y")
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
    """A logarithmic norm axis wherever there are lines, and a linear layer axis."""
    if any(axes["yscale"] not in LOGARITHMIC for axes, _ in _lines(facts)):
        return Finding("linear_axis", "The norm axis is linear: everything small lies on zero. Make it logarithmic.")
    return None


def _axis_labels(facts: Mapping[str, Any], data: Mapping[str, Array]) -> Finding | None:
    """Words on both axes, the right way round."""
    used = {id(axes): axes for axes, _ in _lines(facts)}.values()
    across = [facts.get("supxlabel") or "", *(axes["xlabel"] for axes in used)]
    upward = [facts.get("supylabel") or "", *(axes["ylabel"] for axes in used)]
    missing = [
        side for side, labels in (("layer", across), ("norm", upward)) if not any(label.strip() for label in labels)
    ]
    if missing:
        return Finding("no_axis_labels", f"The {' and the '.join(missing)} axis has no label.")
    if (
        _mentions(across, ("norm", "grad", "‖"))
        and not _mentions(across, ("layer", "depth"))
        and _mentions(upward, ("layer", "depth"))
    ):
        return Finding("swapped_axis_labels", "The axis labels are exchanged: layers run across, norms upward.")
    return None


def _mentions(labels: list[str], words: tuple[str, ...]) -> bool:
    return any(word in label.lower() for label in labels for word in words)


def _legend(facts: Mapping[str, Any], data: Mapping[str, Array]) -> Finding | None:
    """Each activation's line can be told by name: a drawn legend, a panel's title or a text beside it."""
    for name, values in data.items():
        showing = [(axes, line) for axes, line in _lines(facts) if _shows(line, values)]
        others = [other for other in data if other != name]
        names = [text for axes, line in showing for text in _legend_texts(facts, axes, line)]
        if not showing or any(_tells(text, name, others) for text in names):
            continue
        if not any(_written(axes, name, others) for axes, _ in showing):
            return _unnamed(showing, names, name, others)
    return None


def _tells(text: str, name: str, others: list[str]) -> bool:
    """Whether a text names this activation and none of the others."""
    return name in text and not any(other in text for other in others)


def _unnamed(showing: list[Any], names: list[str], name: str, others: list[str]) -> Finding:
    wrong = next((text for text in names if any(other in text for other in others)), None)
    if wrong:
        return Finding("swapped_labels", f"The line that shows the {name} norms is labelled {wrong!r}.")
    if name in str(showing[0][1].get("label") or "").lower():
        return Finding("no_legend", "The lines have labels, but no legend is drawn: call legend().")
    return Finding("no_legend", f"Nothing in the figure says which line is {name}.")


def _legend_texts(facts: Mapping[str, Any], axes: Mapping[str, Any], line: Mapping[str, Any]) -> list[str]:
    """What drawn legends say of ``line``: the entries of its style in its own panel, in the figure's, or in another's."""
    panels = [axes, *(other for other in facts["axes"] if other is not axes)]
    for legend in [
        *(panel.get("legend") for panel in panels[:1]),
        *facts.get("legends", ()),
        *(p.get("legend") for p in panels[1:]),
    ]:
        entries = list(legend or ())
        texts = [str(entry["text"]).lower() for entry in entries if entry["style"] == line["style"]]
        colour = line["style"].partition(" ")[0]
        texts = texts or [str(e["text"]).lower() for e in entries if e["style"].partition(" ")[0] == colour]
        if texts:
            return texts
    return []


def _written(axes: Mapping[str, Any], name: str, others: list[str]) -> bool:
    """Whether the panel's own title or a text in it names this activation; a title with all the names tells none apart."""
    texts = [str(axes.get("title") or ""), *(str(entry["text"]) for entry in axes.get("texts") or [])]
    return any(_tells(text.lower(), name, others) for text in texts)


ASPECTS = {"data": _data, "scale": _scale, "axis_labels": _axis_labels, "legend": _legend}
"""What is judged about a figure, each worth the same share."""
