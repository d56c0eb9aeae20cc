"""placeholder"""
from typing import Any


class Tracer:
    def __init__(self, filename: str) -> None:
        self.steps: list[Any] = []

    def begin(self): pass
    def end(self): pass
