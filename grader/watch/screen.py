"""A screen that is redrawn in place: only lines that changed are written, in one go, so that it is quiet over SSH."""

from collections.abc import Sequence
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.text import Text

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"
_LEAVE = "\x1b[?25h\x1b[?1049l"


class Screen:
    """The terminal's second screen; where there is no terminal, every state is printed below the last one."""

    def __init__(self, console: Console) -> None:
        """``console`` writes to standard output."""
        self._console = console
        self._drawn: list[str] = []
        self._size = (0, 0)
        self._last: tuple[Sequence[RenderableType], RenderableType] | None = None
        self.in_place = console.is_terminal and not console.is_dumb_terminal and not console.legacy_windows
        """Whether it is redrawn in place."""

    def __enter__(self) -> Self:
        """Switch to the second screen."""
        if self.in_place:
            self._write(_ENTER)
        return self

    def __exit__(self, *failure: object) -> None:
        """Back to the first screen, with the cursor."""
        if self.in_place:
            self._write(_LEAVE)

    def show(self, versions: Sequence[RenderableType], footer: RenderableType) -> None:
        """Show the first of ``versions`` that fits (else the beginning of the last), and ``footer`` in the last line."""
        self._last = versions, footer
        if not self.in_place:
            self._console.print(Group(versions[0], footer))
            return
        width, height = self._console.size
        drawn = [self._lines(version) for version in versions]
        fitting = [lines for lines in drawn if len(lines) <= height - 1]
        lines = fitting[0] if fitting else self._cut(drawn[-1], height - 1, width)
        self._draw([*lines, *[""] * (height - 1 - len(lines)), *self._lines(footer)[:1]], (width, height))

    def note(self, footer: RenderableType) -> None:
        """Put something else into the last line, for as long as the rest stays as it is."""
        if self.in_place and not self._drawn:
            self.show([Text()], footer)
        elif self.in_place:
            self._draw([*self._drawn[:-1], *self._lines(footer)[:1]], self._size)

    def resized(self) -> None:
        """Draw again if the terminal has another size now."""
        if self.in_place and self._last is not None and tuple(self._console.size) != self._size:
            self._drawn = []
            self.show(*self._last)

    def _lines(self, what: RenderableType) -> list[str]:
        with self._console.capture() as captured:
            self._console.print(what)
        return captured.get().rstrip("\n").split("\n")

    @staticmethod
    def _cut(lines: list[str], height: int, width: int) -> list[str]:
        more = f"… {len(lines) - height + 1} more lines: enlarge the window"[:width]
        return [*lines[: max(height - 1, 0)], more][:height]

    def _draw(self, lines: list[str], size: tuple[int, int]) -> None:
        """Write what differs from what stands there."""
        if size != self._size:
            self._drawn, self._size = [], size
        pieces = [] if self._drawn else ["\x1b[2J"]
        for row, text in enumerate(lines):
            if row >= len(self._drawn) or self._drawn[row] != text:
                pieces.append(f"\x1b[{row + 1};1H{text}\x1b[K")
        self._drawn = lines
        self._write("".join(pieces))

    def _write(self, text: str) -> None:
        file = self._console.file
        file.write(text)
        file.flush()
