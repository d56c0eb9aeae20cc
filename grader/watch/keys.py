"""Single keys while something else goes on, where the terminal can give them."""

import sys
from typing import Self

try:
    import select
    import termios
    import tty
except ImportError:  # Windows: Ctrl-C is all there is
    termios = None  # type: ignore[assignment]


class Keys:
    """Reads keys without waiting for Enter, and without waiting at all. Use as a context manager."""

    def __init__(self) -> None:
        """Nothing is changed before it is entered."""
        self.available = termios is not None and sys.stdin is not None and sys.stdin.isatty()
        """Whether keys can be had."""
        self._before: list[object] | None = None

    def __enter__(self) -> Self:
        """Take the terminal out of line mode; Ctrl-C keeps its meaning."""
        if self.available:
            self._before = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin)
        return self

    def __exit__(self, *failure: object) -> None:
        """Give the terminal back as it was."""
        if self._before is not None:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)  # type: ignore[arg-type]

    def pressed(self) -> str:
        """The keys pressed since last time; often none."""
        found = ""
        while self.available and select.select([sys.stdin], [], [], 0)[0]:
            key = sys.stdin.read(1)
            if not key:
                self.available = False
            found += key
        return found
