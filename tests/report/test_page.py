"""What a page is made of: that it stands alone, is safe to open, and can be read without seeing it."""

import base64
import hashlib
import re
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from grader.model.result import Comparison, Entry
from grader.report import html
from tests.report.markup import Page
from tests.report.samples import SAMPLES, STATEMENTS, check, exercise, hostile, report, typical

KNOWN = """
html head meta title style body a svg symbol path circle rect header div p h1 h2 h3 h4 h5 h6 bdi span strong em main
section table thead tbody tr th td ol li article details summary ul b i br code dl dt dd figure figcaption desc g text
tspan pre caption footer use
math mi mn mo mrow mfrac msub msup msubsup munderover munder mover mspace msqrt mtext mtable mtr mtd
"""


@pytest.fixture(scope="module", params=SAMPLES)
def page(request: pytest.FixtureRequest) -> Page:
    """Each sample's page, taken apart."""
    return Page(html.page(SAMPLES[request.param](), STATEMENTS))


def test_nothing_but_known_elements(page: Page) -> None:
    assert {element.tag for element in page.elements} <= set(KNOWN.split())


def test_nothing_runs_and_nothing_is_fetched(page: Page) -> None:
    for element in page.elements:
        for name, value in element.attributes.items():
            assert not name.startswith("on")
            assert name not in {"style", "src", "srcset", "action", "background", "data", "poster", "ping"}
            assert name not in {"href", "xlink:href"} or value.startswith(("#", "https://"))
            assert "url(" not in value
    style = page.all("style")[0].text
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_this_style_and_nothing_else(page: Page) -> None:
    (policy,) = (e for e in page.all("meta") if e.attributes.get("http-equiv") == "Content-Security-Policy")
    (style,) = page.all("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    wanted = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert policy.attributes["content"] == wanted
    assert page.elements.index(policy) < page.elements.index(style)


def test_ids_are_unique_and_links_lead_somewhere(page: Page) -> None:
    ids = [element.attributes["id"] for element in page.having("id")]
    assert len(ids) == len(set(ids))
    for element in page.having("href"):
        href = element.attributes["href"]
        assert not href.startswith("#") or href[1:] in ids
    for element in page.having("aria-labelledby"):
        assert set(element.attributes["aria-labelledby"].split()) <= set(ids)


def test_headings_are_in_order(page: Page) -> None:
    levels = [int(e.tag[1]) for e in page.elements if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert all(e.text.strip() for e in page.all("h1", "h2", "h3"))


def test_language_landmarks_and_skip_link(page: Page) -> None:
    assert page.all("html")[0].attributes["lang"] == "en"
    for landmark in ("header", "main", "footer"):
        assert len([e for e in page.all(landmark) if e.inside == ("html", "body")]) == 1
    first = page.all("a")[0]
    assert first.attributes["href"] == "#" + page.all("main")[0].attributes["id"]


def test_drawings_are_named_or_hidden(page: Page) -> None:
    for drawing in page.all("svg"):
        if drawing.attributes.get("aria-hidden") == "true":
            continue
        assert drawing.attributes["role"] == "img"
        assert [child.tag for child in drawing.children[:2]] == ["title", "desc"]
        assert all(child.text.strip() for child in drawing.children[:2])


def test_tables_have_heads_and_scrollers_have_names(page: Page) -> None:
    for head in page.all("th"):
        assert "math" in head.inside or "details" in head.inside or head.attributes["scope"] in {"col", "row"}
    for scroller in page.having("tabindex"):
        assert scroller.attributes["tabindex"] == "0"
        assert scroller.attributes["role"] == "region"
        assert scroller.attributes["aria-label"].strip()
    for fold in page.all("details"):
        assert fold.children[0].tag == "summary"
        assert fold.children[0].text.strip()


def test_a_verdict_is_told_in_words(page: Page) -> None:
    for element in page.elements:
        if "check" in element.attributes.get("class", "").split():
            header = element.children[0]
            assert any("verdict" in c.attributes.get("class", "") and c.text.strip() for c in header.children)
            assert header.children[0].tag == "svg"


def test_hostile_text_is_only_text() -> None:
    text = html.page(hostile(), {})
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert "<img" not in text
    assert "<mal" not in text
    assert text.count("</style>") == 1
    assert "{{ 7*7 }}" in text
    assert "B" * 8001 not in text
    assert "A" * 401 not in text


def test_a_hidden_case_shows_no_numbers() -> None:
    leak = Comparison(
        "secret", False, "two rows", "dx", False, "", "bug", 0.5,
        Entry((7777,), 111.5, 222.5, 555.5), (9,), [333.5], [444.5], ((8888,),),
    )  # fmt: skip
    text = html.page(report("x", exercise("my_relu", (check("a", "A", 20, 0.0, comparisons=(leak,)),))), {})
    assert not any(number in text for number in ("111.5", "222.5", "333.5", "444.5", "555.5", "7777", "8888", "secret"))
    assert "hidden case: two rows" in text


def test_the_head_of_the_page_says_it_all() -> None:
    text = html.page(typical(), STATEMENTS)
    head = text[: text.index('<article class="exercise')]
    assert all(
        told in head for told in ("<strong>65</strong>", "What to fix first", "−12", "Gradient with respect to x")
    )
    losses = re.findall(r"−([\d.]+)</span>", head)
    assert [float(lost) for lost in losses] == sorted(map(float, losses), reverse=True)


def test_the_same_record_gives_the_same_page() -> None:
    assert html.page(typical(), STATEMENTS) == html.page(typical(), STATEMENTS)


def test_the_page_is_written_where_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "page.html"
    html.write_page(typical(), STATEMENTS, path)
    assert path.read_bytes() == html.page(typical(), STATEMENTS).encode()


def best_of(times: int, work: Callable[[], object]) -> float:
    """The least processor time that ``work`` took, in seconds: other work on the machine is not to count."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def test_a_page_is_quick() -> None:
    html.warm()
    sample = typical()
    assert best_of(10, lambda: html.page(sample, STATEMENTS)) < 0.05


def test_the_terminal_and_the_record_need_none_of_the_pages_libraries() -> None:
    heavy = ("jinja2", "pygments", "markdown_it", "latex2mathml")
    code = f"import sys, grader.report.terminal, grader.report.record; print([m for m in {heavy} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
