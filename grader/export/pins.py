"""The versions that are in use here, as constraints for pip: the same numbers come out elsewhere."""

import re
from importlib.metadata import PackageNotFoundError, distribution

from grader.export.wheel import DISTRIBUTION

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def constraints() -> str:
    """One line for each distribution that the grader needs, directly or not; extras are left out.

    A local part of a version (``+cpu``) is dropped: it says where a build came from, and pip finds the one there is.
    """
    found: dict[str, str] = {}
    waiting = [DISTRIBUTION]
    while waiting:
        for requirement in _requirements(waiting.pop()):
            name = _same(requirement)
            if name not in found:
                try:
                    found[name] = distribution(name).version.partition("+")[0]
                except PackageNotFoundError:
                    continue  # needed on another system only
                waiting.append(name)
    return "".join(f"{name}=={version}\n" for name, version in sorted(found.items()))


def _requirements(name: str) -> list[str]:
    """The names that a distribution asks for, but for its extras."""
    asked = distribution(name).requires or []
    plain = [each for each in asked if "extra ==" not in each.partition(";")[2]]
    return [match.group() for each in plain if (match := _NAME.match(each))]


def _same(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
