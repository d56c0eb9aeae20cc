"""What the author leaves free: lines of the solution with a comment ``# free: why another program is as right``."""

import ast
import io
import re
import tokenize

FREE = re.compile(r"#\s*free:\s*(\S.*)")


def free_lines(source: str) -> dict[int, str]:
    """By line (from 1): why it may differ. A comment counts for the whole of the statement that it stands behind."""
    comments = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        match = FREE.match(token.string) if token.type == tokenize.COMMENT else None
        if match:
            comments[token.start[0]] = match[1].strip()
    found = dict(comments)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt) and not hasattr(node, "body"):
            lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            for reason in {comments[line] for line in lines if line in comments}:
                found |= dict.fromkeys(lines, reason)
    return found
