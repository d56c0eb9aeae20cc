"""A statement in the terminal: Markdown by rich, formulas as plain text."""

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from rich.markdown import Markdown

from grader.kit.maths import plain_maths


def statement_text(text: str) -> Markdown:
    """``text`` (Markdown with LaTeX between dollars) for a rich console."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.use(dollarmath_plugin, double_inline=True, allow_digits=False, allow_labels=False)
    shown = Markdown("")
    shown.parsed = [adapted for token in parser.parse(text) for adapted in _adapted(token)]
    return shown


def _adapted(token: Token) -> list[Token]:
    """The token with what rich does not know in words that it does."""
    if token.type == "math_block":
        body = Token("text", "", 0, content=plain_maths(token.content))
        inline = Token("inline", "", 0, content=body.content, children=[body])
        return [Token("blockquote_open", "blockquote", 1), Token("paragraph_open", "p", 1), inline,
                Token("paragraph_close", "p", -1), Token("blockquote_close", "blockquote", -1)]  # fmt: skip
    for child in token.children or ():
        if child.type.startswith("math_inline"):
            child.type, child.tag, child.content = "text", "", plain_maths(child.content)
    return [token]
