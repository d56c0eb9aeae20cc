"""The pages in a real browser. Skipped where no Chromium is installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.report import html
from tests.report import browser as chromium
from tests.report.samples import SAMPLES, STATEMENTS

pytestmark = pytest.mark.skipif(not chromium.installed(), reason="Chromium and chromedriver are not installed")

CUT_OFF = """
return [...document.querySelectorAll('main *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width > 1 && box.right > innerWidth + 1
    && !e.closest('.scroll, .listing, pre, .unseen, .math, .prose table, details:not([open]) > :not(summary)');
}).map(e => e.outerHTML.slice(0, 120));
"""


@pytest.fixture(scope="module")
def window() -> Iterator[chromium.Browser]:
    """One browser for all tests of this file."""
    with chromium.browser() as opened:
        yield opened


@pytest.fixture(scope="module", params=SAMPLES)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each sample's page as a file."""
    written = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    html.write_page(SAMPLES[request.param](), STATEMENTS, written)
    return written


def test_nothing_is_requested_and_nothing_complains(window: chromium.Browser, path: Path) -> None:
    window.look(1280)
    window.forget()
    window.open(path)
    window.run("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert window.requests() == [path.as_uri()]
    assert window.log("browser") == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_sideways_scrolling(window: chromium.Browser, path: Path, width: int) -> None:
    window.look(width)
    window.open(path)
    for unfold in (False, True):
        window.run(f"document.querySelectorAll('details').forEach(fold => fold.open = {str(unfold).lower()})")
        assert window.run("return document.documentElement.scrollWidth") <= width
        assert window.run(CUT_OFF) == []


@pytest.mark.parametrize("dark", [False, True])
def test_both_schemes_are_drawn(window: chromium.Browser, path: Path, dark: bool, tmp_path: Path) -> None:
    window.look(1280, dark=dark)
    window.open(path)
    ground = window.run("return getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(27, 26, 23)" if dark else "rgb(253, 252, 248)")
    window.screenshot(tmp_path / "shot.png")
    assert (tmp_path / "shot.png").stat().st_size > 20_000


def test_the_style_is_applied_and_no_script_may_run(window: chromium.Browser, path: Path) -> None:
    window.look(1280)
    window.open(path)
    assert window.run("return getComputedStyle(document.querySelector('.unseen')).position") == "absolute"
    window.run("const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);")
    assert window.run("return window.ran ?? 0") == 0


def test_the_skip_link_is_the_first_stop_of_the_keyboard(window: chromium.Browser, path: Path) -> None:
    window.look(1280)
    window.open(path)
    for kind in ("rawKeyDown", "keyUp"):
        window.cdp("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert window.run("return document.activeElement.className") == "skip"
    assert window.run("return document.activeElement.getBoundingClientRect().left >= 0")
