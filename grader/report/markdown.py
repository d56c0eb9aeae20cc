"""Markdown with LaTeX maths to HTML with MathML: no script, no request, and no HTML of the author's own."""

from functools import lru_cache
from typing import Any

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from mdit_py_plugins.dollarmath import dollarmath_plugin

from grader.report.code import tokens


@lru_cache(maxsize=64)
def render_markdown(text: str, level: int = 1, title: bool = True) -> Markup:
    """``text`` as HTML. ``level`` is what its highest heading becomes; ``title`` false drops the heading that
    it opens with. An image becomes its alternative text, since a page that holds everything
    can request nothing.
    """
    parser = _parser()
    parsed = parser.parse(text)
    if not title and parsed and parsed[0].type == "heading_open" and parsed[0].tag == "h1":
        parsed = parsed[3:]
    for token in parsed:
        _adapt(token, level)
    return Markup(parser.renderer.render(parsed, parser.options, {}))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "highlight": _highlight}).enable("table")
    parser.use(dollarmath_plugin, renderer=_maths, double_inline=True, allow_digits=False, allow_labels=False)
    return parser


def _adapt(token: Token, level: int) -> None:
    """Shift headings, take images out, and keep links from telling where they were followed from."""
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(int(token.tag[1:]) + level - 1, 6)}"
    for child in token.children or ():
        if child.type == "image":
            child.type, child.tag, child.nesting = "text", "", 0
        elif child.type == "link_open":
            child.attrSet("rel", "noreferrer noopener")


def _maths(source: str, options: dict[str, Any]) -> str:
    """MathML; where the converter cannot read the formula, the formula as it was typed."""
    try:
        return str(convert(source.strip(), display="block" if options.get("display_mode") else "inline"))
    except Exception:  # what the converter raises has no common root of its own
        return str(Markup("<code>{}</code>").format(source.strip()))


def _highlight(source: str, language: str, _attributes: str) -> str:
    """The inside of a fenced block of Python in the classes of the student's listing."""
    if language not in ("python", "py"):
        return str(escape(source))
    pieces = (Markup('<span class="{}">{}</span>').format(*t) if t[0] else escape(t[1]) for t in tokens(source))
    return str(Markup("").join(pieces))
