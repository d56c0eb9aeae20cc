"""Formulas as text for the terminal."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from grader.kit.maths import plain_maths
from grader.kit.statement_text import statement_text
from tests.kits import ROOT


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\frac{\partial L}{\partial x_i}", "∂L/∂xᵢ"),
        (r"\frac{x_{ij} - \mu_j}{\sqrt{v_j + \varepsilon}}", "(xᵢⱼ − μⱼ)/√(vⱼ + ε)"),
        (r"\sigma'(z) = \sigma(z)\,\bigl(1 - \sigma(z)\bigr)", "σ′(z) = σ(z) (1 − σ(z))"),
        (r"\hat{x}_{kj}", "x̂ₖⱼ"),
        (r"\hat x", "x̂"),
        (r"e^{-z}", "e^(−z)"),
        (r"x^2 + x^{n+1}", "x² + xⁿ⁺¹"),
        (r"W_k\,h_{k-1} + b_k", "Wₖ hₖ₋₁ + bₖ"),
        (r"\lVert A \rVert", "‖ A ‖"),
        (r"\operatorname{ReLU}(x) = \max(x, 0)", "ReLU(x) = max(x, 0)"),
        (r"a \qquad b", "a    b"),
        (r"a \\ b", "a\nb"),
        (r"4^{-50} \approx 8 \cdot 10^{-31}", "4⁻⁵⁰ ≈ 8 · 10⁻³¹"),
        (r"\text{loss}", "loss"),
        (r"\unknown{x}", "unknownx"),
        (r"x_{ab}^T", "x_(ab)ᵀ"),
        (r"{unbalanced", "unbalanced"),
        (r"unbalanced}", "unbalanced"),
        (r"\frac{1}", "1/"),
        (r"x_", "x_"),
        ("", ""),
    ],
)
def test_formulas(source, text):
    assert plain_maths(source) == text


@pytest.mark.parametrize("path", sorted(ROOT.glob("exercises/*/statement.md")), ids=lambda path: path.parent.name)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_statements(path: Path, width):
    console = Console(width=width, force_terminal=False, color_system=None)
    with console.capture() as captured:
        console.print(statement_text(path.read_text(encoding="utf-8")))
    text = captured.get()
    assert "\\" not in text
    assert "$" not in text
    assert max(cell_len(line) for line in text.split("\n")) <= width


def test_dollars_in_code_stay():
    console = Console(width=80, force_terminal=False, color_system=None)
    with console.capture() as captured:
        console.print(statement_text("```\ncost $x$\n```\n\n`$y$` is *code*, $a_i * b_i$ is not\n"))
    assert "cost $x$" in captured.get()
    assert "$y$ is code, aᵢ * bᵢ is not" in captured.get()
