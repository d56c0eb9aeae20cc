"""Hand-made reports: what the renderers are tested with, and what their golden files show."""

import math
from collections.abc import Callable

from grader.model.result import CheckResult, Comparison, Curve, Entry, ExerciseResult, Finding, Plot, Report, Source
from grader.model.verdict import Status, Verdict
from tests.report import code

TITLES = {
    "manual_backprop": ("Backpropagation by hand", 25.0),
    "my_relu": ("A ReLU of your own", 20.0),
    "gradient_flow": ("Gradient flow in deep networks", 25.0),
    "batch_norm_backward": ("Batch normalisation, backward pass", 30.0),
}
PROVENANCE = {
    "grader": "0.1.0",
    "python": "3.11.2",
    "numpy": "2.4.0",
    "torch": "2.13.0",
    "isolation": ["process", "limits"],
    "submission": {"my_relu": "5f0c2a" * 10 + "9d3e"},
}


def check(id: str, title: str, most: float, score: float | None = None, **more: object) -> CheckResult:
    """A check, passed unless ``more`` says otherwise."""
    settings: dict[str, object] = {"verdict": Verdict.PASSED, "public": True, "message": "Right in all cases."} | more
    return CheckResult(id, title, score=most if score is None else score, max_score=most, **settings)  # type: ignore[arg-type]


def agrees(case: str, note: str, name: str, public: bool = True, error: float = 2.1e-16) -> Comparison:
    """A comparison that came out right."""
    return Comparison(case, public, note, name, True, band="excellent", relative_error=error)


def exercise(id: str, checks: tuple[CheckResult, ...], **more: object) -> ExerciseResult:
    """A graded exercise of the course; its score is the sum of its checks'."""
    title, most = TITLES[id]
    scores = [each.score for each in checks]
    total = None if None in scores else sum(score for score in scores if score is not None)
    settings: dict[str, object] = {"status": Status.GRADED, "score": total, "message": ""} | more
    return ExerciseResult(id, title, max_score=most, checks=checks, **settings)  # type: ignore[arg-type]


def report(name: str, *exercises: ExerciseResult) -> Report:
    """A report on ``exercises``; its score is the sum of theirs."""
    scores = [each.score for each in exercises]
    total = None if None in scores else round(sum(score for score in scores if score is not None), 2)
    times = {each.id: 0.25 for each in exercises}
    return Report(name, "Backpropagation", total, 100.0, 20260901, exercises, PROVENANCE, times)


def wave(rows: int, columns: int, step: float = 0.7) -> list[list[float]]:
    """A matrix of unremarkable numbers, the same on every machine."""
    return [[round(1.3 * math.sin(step * (i * columns + j) + 0.4), 6) for j in range(columns)] for i in range(rows)]


def flow(decay: float, last: float, depth: int = 50, floor: float = 0.0) -> tuple[float, ...]:
    """Norms that shrink by ``decay`` a layer towards the input side, and are 0 where they fall below ``floor``."""
    norms = (last * decay ** (depth - 1 - i) * (1 + 0.25 * math.sin(1.7 * i)) for i in range(depth))
    return tuple(float(f"{norm:.6g}") if norm >= floor else 0.0 for norm in norms)


def flow_plot(ours: float = 1.0) -> Plot:
    """The plot of ``gradient_flow``; ``ours`` scales the student's sigmoid curve."""
    shapes = {"sigmoid": (0.14, 2e-2, 1e-40), "relu": (0.42, 4e-3, 0.0), "tanh": (0.6, 9e-2, 0.0)}
    curves = []
    for label, (decay, last, floor) in shapes.items():
        factor = ours if label == "sigmoid" else 0.8
        curves.append(Curve(label, flow(decay, last * factor, floor=floor), "student"))
        curves.append(Curve(label, flow(decay, last), "reference"))
    return Plot("Gradient norm by layer", "layer", "gradient norm", tuple(curves))


def hand_checks() -> tuple[CheckResult, ...]:
    """``manual_backprop``, all right."""
    return (
        check("hand", "Gradients by hand", 8, message="All four agree to four significant digits."),
        check("forward", "The forward pass", 4, comparisons=(agrees("typical", "ordinary weights", "f"),)),
        check(
            "backward",
            "The backward pass",
            9,
            public=False,
            comparisons=(
                agrees("typical", "ordinary weights", "w1"),
                agrees("", "saturated sigmoids", "w1", False, 4.4e-15),
                agrees("", "upstream gradient other than 1", "w2", False),
            ),
        ),
        check("torch", "The same by autograd", 4),
    )


def relu_checks() -> tuple[CheckResult, ...]:
    """``my_relu``, all right, with the remark on the kink."""
    remark = Finding(
        "kink_one", "At exactly 0 your gradient is 1; PyTorch's own choice is 0. Both are subgradients.", 14, "remark"
    )
    return (
        check("forward", "The forward pass", 6, comparisons=(agrees("matrix", "a 5 × 4 matrix", "out", error=0.0),)),
        check("gradient", "The backward pass", 11, public=False),
        check("kink", "At exactly zero", 3, message="A valid subgradient.", findings=(remark,)),
    )


def flow_checks() -> tuple[CheckResult, ...]:
    """``gradient_flow``, all right."""
    return (
        check("structure", "The network", 6),
        check("norms", "Gradient norms", 9, public=False),
        check("compare", "What happens to the gradient", 5, plots=(flow_plot(),)),
        check("figure", "The figure", 5, message="Log axis, three labelled lines, axis labels and a legend."),
    )


def norm_checks() -> tuple[CheckResult, ...]:
    """``batch_norm_backward``, all right."""
    return (
        check("out", "The forward pass", 6, comparisons=(agrees("typical", "a typical batch", "out"),)),
        check("dx", "Gradient with respect to x", 12, public=False),
        check("dgamma", "Gradient with respect to gamma", 5),
        check("dbeta", "Gradient with respect to beta", 5),
        check("shift", "Shifting a column changes nothing", 2, public=False),
    )


def perfect() -> Report:
    """Everything right."""
    return report(
        "alice",
        exercise("manual_backprop", hand_checks(), source=Source("manual_backprop.py", code.MANUAL)),
        exercise("my_relu", relu_checks(), source=Source("my_relu.py", code.RELU)),
        exercise("gradient_flow", flow_checks(), source=Source("gradient_flow.py", code.FLOW)),
        exercise("batch_norm_backward", norm_checks(), source=Source("batch_norm_backward.py", code.NORM)),
    )


def _wrong_dx() -> Comparison:
    """A gradient that lacks a term: every entry of a 8 × 5 array is off."""
    expected = wave(8, 5)
    got = [[round(value + 0.11 * math.cos(3 * j), 6) for j, value in enumerate(row)] for row in expected]
    return Comparison(
        "typical",
        True,
        "a typical batch",
        "dx",
        False,
        "dx is wrong in 40 of 40 entries.",
        "bug",
        0.067,
        Entry((3, 0), got[3][0], expected[3][0], got[3][0] / expected[3][0]),
        (8, 5),
        got,
        expected,
        tuple((i, j) for i in range(8) for j in range(5)),
    )


def _wrong_large() -> Comparison:
    """A larger array, wrong in one band of rows: shown as a heat map."""
    expected = wave(24, 40, 0.31)
    got = [list(row) for row in expected]
    wrong = [(i, j) for i in range(9, 13) for j in range(6, 40)]
    for i, j in wrong:
        got[i][j] = round(expected[i][j] * (1 + 10.0 ** (-2 - j // 8)) + 1e-6, 9)
    worst = Entry((9, 6), got[9][6], expected[9][6], got[9][6] / expected[9][6])
    message = f"out is wrong in {len(wrong)} of 960 entries."
    return Comparison(
        "wide",
        True,
        "a 24 × 40 batch",
        "out",
        False,
        message,
        "bug",
        0.0049,
        worst,
        (24, 40),
        got,
        expected,
        tuple(wrong),
    )


def _wrong_kink() -> Comparison:
    """A short vector with two wrong entries, one of them not a number."""
    return Comparison(
        "mixed",
        True,
        "entries of both signs",
        "dx",
        False,
        "dx is wrong in 2 of 6 entries.",
        "bug",
        1.0,
        Entry((1,), "nan", 0.0, None),
        (6,),
        [0.5, "nan", 2.0, 0.25, -1.0, 0.125],
        [0.5, 0.0, 2.0, 0.25, 0.0, 0.125],
        ((1,), (4,)),
    )


def typical() -> Report:
    """One typical mistake in each exercise."""
    hand, forward, _, torch = hand_checks()
    half = Finding(
        "upstream_ignored", "backward never uses df: it is right only when the upstream gradient is 1.", 21, "cause"
    )
    backward = check(
        "backward",
        "The backward pass",
        9,
        4.5,
        verdict=Verdict.PARTIAL,
        public=False,
        message="Three of the six cases are wrong: the gradients do not follow the upstream gradient.",
        findings=(half,),
        comparisons=(
            agrees("typical", "ordinary weights, upstream gradient 1", "w1"),
            Comparison(
                "", False, "upstream gradient other than 1", "w1", False, "Off by a constant factor.", "bug", 0.33
            ),
            Comparison("", False, "a negative upstream gradient", "w2", False, "The sign is wrong.", "bug", 1.0),
            agrees("", "saturated sigmoids", "w1", False),
        ),
    )
    mask = Finding(
        "mask_from_gradient",
        "The mask is taken from grad_output. ReLU's slope depends on the sign of its input.",
        14,
        "cause",
    )
    relu = check(
        "gradient",
        "The backward pass",
        11,
        0.0,
        verdict=Verdict.FAILED,
        message="dx is wrong in 2 of 6 entries; the worst is dx[1]: got nan, expected 0.",
        findings=(mask,),
        comparisons=(
            _wrong_kink(),
            Comparison("", False, "a transposed tensor", "dx", False, "Wrong in half of its entries.", "bug", 0.5),
        ),
    )
    linear = Finding(
        "linear_axis", "set_yscale('log') is never called: curves that differ by 40 decades lie on the axis.", 32
    )
    figure = check(
        "figure",
        "The figure",
        5,
        2.5,
        verdict=Verdict.PARTIAL,
        message="The y axis is linear, and there is no legend.",
        findings=(linear, Finding("no_legend", "The lines have labels, but legend() is never called.", 32)),
    )
    compare = check(
        "compare",
        "What happens to the gradient",
        5,
        0.0,
        verdict=Verdict.FAILED,
        message="The sigmoid's norms do not come from the network that compare builds: its slope against depth is −0.61, where −0.85 was due.",
        plots=(flow_plot(1e3),),
    )
    missing = Finding("missing_term", "dx lacks the term that flows through the mean.", 17, "cause")
    norm = check(
        "dx",
        "Gradient with respect to x",
        12,
        0.0,
        verdict=Verdict.FAILED,
        public=False,
        message="dx is wrong in 40 of 40 entries; the worst is dx[3, 0].",
        findings=(missing,),
        comparisons=(
            _wrong_dx(),
            _wrong_large(),
            Comparison("", False, "a batch of only two rows", "dx", False, "Every entry is wrong.", "bug", 0.41),
            Comparison("", False, "a large offset", "dx", False, "Every entry is wrong.", "suspicious", 4.1e-4),
        ),
    )
    shape = Finding(
        "kept_dimension", "dgamma has shape (1, 5) where (5,) was due; the numbers are right.", 13, "remark"
    )
    out, _, dgamma, dbeta, shift = norm_checks()
    structure, norms, *_ = flow_checks()
    value, _, kink = relu_checks()
    return report(
        "bob",
        exercise("manual_backprop", (hand, forward, backward, torch), source=Source("manual_backprop.py", code.MANUAL)),
        exercise(
            "my_relu", (value, relu, kink), source=Source("my_relu.py", code.RELU), printed="tensor([0., 1.])\nworks!\n"
        ),
        exercise("gradient_flow", (structure, norms, compare, figure), source=Source("gradient_flow.py", code.FLOW)),
        exercise(
            "batch_norm_backward",
            (out, norm, check("dgamma", dgamma.title, 5, findings=(shape,)), dbeta, shift),
            source=Source("batch_norm_backward.py", code.NORM),
        ),
    )


def broken() -> Report:
    """A syntax error, a file left alone, a flood of output and endless loops, and a fault of the grader's own."""
    syntax = Finding("syntax_error", "SyntaxError: '(' was never closed.", 3)
    hang = check(
        "gradient",
        "The backward pass",
        11,
        0.0,
        verdict=Verdict.TIMEOUT,
        message="MyReLU.backward did not return within 5 seconds.",
        findings=(Finding("timeout", "The loop here never ends.", 12),),
    )
    raised = check(
        "forward",
        "The forward pass",
        6,
        0.0,
        verdict=Verdict.ERROR,
        message="forward raised TypeError: can't multiply sequence by non-int of type 'float'.",
        findings=(Finding("exception", "TypeError: can't multiply sequence by non-int of type 'float'", 6),),
    )
    memory = check(
        "kink", "At exactly zero", 3, 0.0, verdict=Verdict.MEMORY, message="The call asked for more than 2 GB."
    )
    faults = tuple(
        CheckResult(
            each.id, each.title, Verdict.GRADER_FAULT, None, each.max_score, True, "The worker could not be started."
        )
        for each in flow_checks()
    )
    waits = check(
        "shift", "Shifting a column", 5, 0.0, verdict=Verdict.SKIPPED, message="Not judged, because dx is not there."
    )
    absent = check(
        "dx",
        "Gradient with respect to x",
        25,
        0.0,
        verdict=Verdict.NOT_ATTEMPTED,
        message="batch_norm_backward is still the stub.",
    )
    return report(
        "dave",
        exercise(
            "manual_backprop",
            (),
            status=Status.IMPORT_ERROR,
            score=0.0,
            message="manual_backprop.py cannot be read as Python: '(' was never closed.",
            findings=(syntax,),
            source=Source(
                "manual_backprop.py", "import math\n\nvalues = sorted((1, 2)\n\ndef forward(x):\n    return x\n"
            ),
        ),
        exercise(
            "my_relu",
            (raised, hang, memory),
            source=Source("my_relu.py", code.RELU),
            printed="still going\n" * 400,
            printed_truncated=True,
        ),
        exercise(
            "gradient_flow",
            faults,
            status=Status.WITHHELD,
            score=None,
            message="The grader's own worker could not be started.",
        ),
        exercise("batch_norm_backward", (absent, waits)),
    )


def absent() -> Report:
    """Nothing but a starter file left alone: the other three files are not there."""
    exercises = [
        exercise(id, (), status=Status.MISSING, score=0.0, message=f"There is no file {id}.py in this folder.")
        for id in TITLES
    ]
    left = exercise(
        "my_relu", (), status=Status.NOT_ATTEMPTED, score=0.0, message="The starter file is as it was handed out."
    )
    return report("carol", exercises[0], left, *exercises[2:])


def hostile() -> Report:
    """Text that tries to break out of wherever it is put."""
    evil = (
        "</style></script><script>alert(1)</script><img src=http://evil.example/x onerror=alert(1)>{{ 7*7 }}{% raw %}"
    )
    bidi = "a\u202eb\u2066c\u200bd\x1b[31mred\x1b]0;title\x07 [bold red]markup[/] \x00\x9b \ud800 z" + "\u0301" * 40
    finding = Finding('"><b>code', f"{evil} {bidi}", 2)
    cause = Finding("<i>", bidi, 3, "cause")
    comparison = Comparison(
        evil,
        True,
        bidi,
        evil,
        False,
        bidi,
        "</td>",
        math.inf,
        Entry((0,), "inf", "-inf", None),
        (2,),
        ["<b>", "nan"],
        [1.0, 2.0],
        ((0,),),
    )
    plot = Plot(
        evil,
        evil,
        bidi,
        (Curve(evil, (0.0, math.nan, math.inf, -1.0, 1e-320), "student"), Curve(bidi, (), "reference")),
    )
    bad = check(
        "x",
        evil,
        25,
        0.0,
        verdict=Verdict.FAILED,
        message=evil + bidi,
        findings=(finding, cause),
        comparisons=(comparison,),
        plots=(plot,),
    )
    source = Source(
        "<b>.py", f"# {evil}\nx = '{bidi}'\ny = '''\n" + "A" * 5000 + "\n\rb\x0cc\u2028d\n" + "(" * 300, truncated=True
    )
    return report(
        f"<mal>{bidi}",
        exercise("manual_backprop", (bad,), source=source, printed=evil + bidi + "B" * 9000, printed_truncated=True),
        exercise("my_relu", relu_checks()),
        exercise("gradient_flow", flow_checks()),
        exercise("batch_norm_backward", norm_checks()),
    )


SAMPLES: dict[str, Callable[[], Report]] = {
    "perfect": perfect,
    "typical": typical,
    "broken": broken,
    "absent": absent,
    "hostile": hostile,
}
"""The reports that have golden files."""

STATEMENTS = {"batch_norm_backward": code.STATEMENT}
"""Statements by exercise id."""
