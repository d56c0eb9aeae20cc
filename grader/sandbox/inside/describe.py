"""placeholder"""
from typing import Any


def describe(thing: Any) -> Any:
    return None
