"""Statements in Markdown and LaTeX."""

import pytest

from grader.report.markdown import render_markdown


def test_maths_is_mathml() -> None:
    html = render_markdown(r"The slope is $\sigma'(z)$." + "\n\n$$\\frac{a}{b}$$\n")
    assert html.count("<math") == 2
    assert 'display="block"' in html
    assert "<mfrac>" in html
    assert "$" not in html


def test_maths_within_a_sentence_is_inline() -> None:
    assert 'display="inline"' in render_markdown("Let $x$ be.")


def test_prices_are_not_maths() -> None:
    assert "<math" not in render_markdown("It costs 5$ or 6$.")


@pytest.mark.parametrize("formula", [r"\frac{", r"\left(", "x^", r"\begin{matrix}", "x_1_2", r"\right)"])
def test_a_broken_formula_is_shown_as_typed(formula: str) -> None:
    assert "<p>" in render_markdown(f"See ${formula}$ here.")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<b onclick=x>", "[a](javascript:alert(1))", "$<img src=x>$", "`<i>`"]
)
def test_no_html_of_the_authors_own(text: str) -> None:
    html = render_markdown(text)
    assert not any(bad in html for bad in ("<script", "<b ", "<img", "<i>", 'href="javascript'))


def test_an_image_becomes_its_words() -> None:
    html = render_markdown("See ![the *graph*](http://example.org/graph.png).")
    assert "example.org" not in html
    assert "the" in html


def test_headings_move_and_the_title_goes() -> None:
    text = "# Title\n\n## Part\n\n###### Deep\n"
    assert "<h1>Title</h1>" in render_markdown(text)
    moved = render_markdown(text, level=2, title=False)
    assert "Title" not in moved
    assert "<h3>Part</h3>" in moved
    assert "<h6>Deep</h6>" in moved


def test_a_link_tells_nobody() -> None:
    assert 'rel="noreferrer noopener"' in render_markdown("[a](https://example.org)")


def test_code_is_coloured_and_escaped() -> None:
    html = render_markdown("```python\nif a < b: pass\n```\n\n```text\na < b\n```\n")
    assert '<span class="k">if</span>' in html
    assert html.count("&lt;") == 2


def test_tables() -> None:
    assert "<td>1</td>" in render_markdown("| a |\n|---|\n| 1 |\n")
