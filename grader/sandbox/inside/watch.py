"""placeholder"""
from contextlib import contextmanager
from typing import Any


class Watcher:
    def __init__(self, job: Any, report: Any) -> None:
        pass

    @contextmanager
    def importing(self) -> Any:
        yield

    def learn(self, module: Any, code: Any) -> None:
        pass

    def new_run(self) -> None:
        pass

    @contextmanager
    def calling(self, target: str, arguments: Any, keywords: Any, tracer: Any) -> Any:
        yield

    def executed(self) -> list[str]:
        return []
