"""Classes of any size for the class page: seeded, with names and code that nobody should trust."""

import random
from collections.abc import Iterator

from grader.model.verdict import Status, Verdict
from grader.report.classroom_rows import ClassCheck, ClassExercise, ClassFinding, ClassRow

COURSE = "Backpropagation"
HOSTILE = '</script><script>alert(1)</script><b>"\'&\u202eevil\x00'

EXERCISES = {
    "manual_backprop": (
        "Backpropagation by hand",
        ["Gradients by hand", "Value of the network", "Gradient for w1", "Gradient for b1", "Gradient for w2", "Gradient for b2", "The same by autograd"],
    ),
    "my_relu": ("A ReLU of your own", ["The forward pass", "The gradient", "Two layers", "At exactly zero"]),
    "gradient_flow": ("Gradient flow through fifty layers", ["The network", "Gradient norms", "Gradient norms, seeded", "What happens to the gradient", "The figure"]),
    "batch_norm_backward": (
        "Batch normalisation, backward pass",
        ["The forward pass", "Gradient for x", "Gradient for gamma", "Gradient for beta", "Shifting changes nothing", "The default eps"],
    ),
}
POINTS = {"manual_backprop": 25.0, "my_relu": 20.0, "gradient_flow": 25.0, "batch_norm_backward": 30.0}
CAUSES = {
    ("manual_backprop", 2): [
        ("missing_factor", "Your `grads.w1` lacks the factor sigmoid'(z1), and is right apart from that.", "dw1 = delta * {v} * w2"),
        ("sign", "Your `grads.w1` has the wrong sign.", "dw1 = -{v} * x"),
    ],
    ("my_relu", 1): [
        ("misconception", "The mask is taken from the gradient that comes in. The slope of ReLU depends on the sign of its input.", "{v}[{v} < 0] = 0"),
    ],
    ("my_relu", 3): [("misconception", "At exactly 0 the gradient is halved: that is no subgradient that anyone chose.", "{v} = 0.5 * (x == 0)")],
    ("gradient_flow", 1): [
        ("not_summed", "Your `norms` are of the activations, and not of the gradients.", "{v}.append(h.norm().item())"),
        ("swapped_order", "Your `norms` run from the last layer to the first. It shows in some cases only: case 3.", "return {v}[::-1]"),
    ],
    ("batch_norm_backward", 1): [
        ("missing_term", "Your `dx` lacks the term through the mean.", "dx = {v} * std_inv"),
        ("missing_term", "Your `dx` lacks the terms through the mean and the variance.", "dx = dout * gamma * {v}"),
        ("constant_ratio", "Your `dx` is exactly N times the right one: a constant factor is wrong.", "dx = {v} - dvar * 2 * xmu"),
    ],
    ("batch_norm_backward", 2): [("averaged_over_batch", "Your `dgamma` is averaged over the batch where it is to be summed.", "dgamma = {v}.mean(0)")],
}
FIRST = ["Ada", "Alan", "Grace", "Edsger", "Barbara", "Donald", "Emmy", "Kurt", "Sofia", "Carl", "Hypatia", "Leonhard", "Mary", "Blaise", "Rosa"]
LAST = ["Lovelace", "Turing", "Hopper", "Dijkstra", "Liskov", "Knuth", "Noether", "Gödel", "Kovalevskaya", "Gauss", "Euler", "Somerville", "Pascal", "Luxemburg"]
NAMES = ["dhat", "grad", "tmp", "d", "a1", "h", "g", "out_grad", "xhat", "dz"]


def classroom(count: int, seed: int = 7) -> Iterator[ClassRow]:
    """``count`` students, of whom one is hostile, one is withheld, and a few have nothing."""
    dice = random.Random(seed)
    for i in range(count):
        name = HOSTILE if i == 3 else f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        key = f"s{i:05d}"
        if i % 97 == 5:
            yield ClassRow(key, name, "", 0.0, 0.0, ())
            continue
        skill = dice.random() ** 0.5
        exercises = tuple(_exercise(id, dice, skill, i) for id in EXERCISES)
        scores = [each.score for each in exercises]
        total = None if None in scores else round(sum(s for s in scores if s is not None), 2)
        yield ClassRow(key, name, f"{key}/index.html", total, 100.0, exercises)


def _exercise(id: str, dice: random.Random, skill: float, i: int) -> ClassExercise:
    title, names = EXERCISES[id]
    most = POINTS[id] / len(names)
    if i == 11 and id == "my_relu":
        checks = tuple(ClassCheck(f"c{j}", t, Verdict.GRADER_FAULT, None, most) for j, t in enumerate(names))
        return ClassExercise(id, title, Status.WITHHELD, None, POINTS[id], checks)
    if dice.random() < 0.02:
        checks = tuple(ClassCheck(f"c{j}", t, Verdict.NOT_ATTEMPTED, 0.0, most) for j, t in enumerate(names))
        return ClassExercise(id, title, Status.MISSING, 0.0, POINTS[id], checks)
    checks, findings = [], []
    for j, name in enumerate(names):
        right = dice.random() < skill * 0.5 + 0.6 - 0.13 * (j % 5)
        checks.append(ClassCheck(f"c{j}", name, Verdict.PASSED if right else Verdict.FAILED, most if right else 0.0, most))
        if not right:
            findings += _findings(id, j, dice, i)
    score = round(sum(each.score or 0 for each in checks), 2)
    return ClassExercise(id, title, Status.GRADED, score, POINTS[id], tuple(checks), tuple(findings))


def _findings(id: str, j: int, dice: random.Random, i: int) -> list[ClassFinding]:
    # Everyone's numbers differ: what a mistake is known by must not.
    wrong = f"dx[{dice.randrange(9)}, 0] is {dice.random():.5f}; expected {dice.random():.5f}"
    found = [ClassFinding(f"c{j}", "wrong_value", "error", wrong)]
    causes = CAUSES.get((id, j), [])
    if causes and dice.random() < 0.8:
        code, message, line = dice.choice(causes)
        text = HOSTILE if i == 3 else line.format(v=dice.choice(NAMES))
        found.append(ClassFinding(f"c{j}", code, "cause", message, dice.randrange(8, 60), text))
    return found
