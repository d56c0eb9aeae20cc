"""The class page as text and in a real browser: harmless, small, and quick to react."""

import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.report.classroom import class_page, write_class_page
from grader.report.classroom_rows import ClassRow
from tests.classroom.samples import COURSE, HOSTILE, classroom
from tests.report import browser as chromium


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("class") / "index.html"
    write_class_page(classroom(1000), path, COURSE)
    return path


def test_a_thousand_students_are_under_two_megabytes(large: Path) -> None:
    assert large.stat().st_size < 2_000_000


def test_what_a_student_wrote_stays_text() -> None:
    page = class_page(classroom(10), HOSTILE)
    assert page.count("<script>") == 1
    assert page.count("</script>") == 1
    assert "&lt;/script&gt;" in page
    assert "\u202e" not in page
    assert "\x00" not in page


def test_a_link_leads_nowhere_else() -> None:
    rows = [ClassRow("x", "X", link, 1.0, 1.0, ()) for link in ("javascript:alert(1)", '"><b>/index.html', "../../etc")]
    links = re.findall(r'href="([^#"][^"]*)"', class_page(rows, COURSE))
    assert links == ["./javascript%3Aalert%281%29", "./%22%3E%3Cb%3E/index.html", "./../../etc"]


def test_it_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_class_page(classroom(3), tmp_path / "new" / "index.html", COURSE)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["index.html"]


def test_memory_does_not_grow_with_what_is_not_shown() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        class_page(classroom(count), COURSE)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(20)
    assert peak(800) < 12_000_000


needs_browser = pytest.mark.skipif(not chromium.installed(), reason="Chromium and chromedriver are not installed")


@pytest.fixture(scope="module")
def window() -> Iterator[chromium.Browser]:
    with chromium.browser() as opened:
        yield opened


@needs_browser
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_requested_and_nothing_scrolls_sideways(window: chromium.Browser, large: Path, width: int) -> None:
    window.look(width)
    window.forget()
    window.open(large)
    assert window.requests() == [large.as_uri()]
    assert window.log("browser") == []
    assert window.run("return document.documentElement.scrollWidth") <= width


@needs_browser
def test_another_script_does_not_run(window: chromium.Browser, large: Path) -> None:
    window.open(large)
    window.run("const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);")
    assert window.run("return window.ran ?? 0") == 0


@needs_browser
def test_the_page_is_laid_out_and_scripted_in_under_a_second(window: chromium.Browser, large: Path) -> None:
    window.look(1280)
    window.cdp("Performance.enable")
    window.open(large)
    spent = {each["name"]: each["value"] for each in window.cdp("Performance.getMetrics")["metrics"]}
    assert spent["LayoutDuration"] + spent["RecalcStyleDuration"] + spent["ScriptDuration"] < 1


@needs_browser
def test_sorting_and_filtering(window: chromium.Browser, large: Path) -> None:
    window.look(1280)
    window.open(large)
    totals = window.run(
        "const heads = document.querySelectorAll('#roll thead button'); heads[heads.length - 1].click();"
        "return [...document.querySelectorAll('#roll tbody tr')].map(row => row.lastElementChild.textContent)"
    )
    numbers = [float(text) for text in totals if text != "–"]
    assert numbers == sorted(numbers, reverse=True)
    assert totals[-1] == "–"
    shown = window.run(
        "const find = document.getElementById('find'); find.value = 'lovelace ada';"
        "find.dispatchEvent(new Event('input'));"
        "return [...document.querySelectorAll('#roll tbody tr:not([hidden]) th a')].map(each => each.textContent)"
    )
    assert shown
    assert set(shown) == {"Ada Lovelace"}


@needs_browser
def test_a_misconception_picks_its_students(window: chromium.Browser, large: Path) -> None:
    window.look(1280)
    window.open(large)
    count, rows, words = window.run(
        "document.querySelector('.pick').click();"
        "return [document.querySelector('.count strong').textContent,"
        " document.querySelectorAll('#roll tbody tr:not([hidden])').length, document.getElementById('picked').textContent]"
    )
    assert int(count) == rows
    assert words.startswith("Only those who got this wrong: ")
    window.run("document.getElementById('clear').click()")
    assert window.run("return document.querySelectorAll('#roll tbody tr[hidden]').length") == 0
