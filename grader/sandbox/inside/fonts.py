"""Fonts that matplotlib has open: in a forked worker their files are closed, and have to be opened again."""

import sys
from typing import Any


def forget_fonts() -> None:
    """Empty matplotlib's cache of open fonts, if it has been imported."""
    manager = sys.modules.get("matplotlib.font_manager")
    cached: Any = getattr(manager, "_get_font", None)
    if hasattr(cached, "cache_clear"):
        cached.cache_clear()
