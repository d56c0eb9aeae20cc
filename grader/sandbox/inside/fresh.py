"""A worker in a process of its own, started for one job: no zygote, and no confinement beyond resource limits."""

import os
import socket
from collections.abc import Mapping, Sequence
from typing import Any

from .serve import serve

try:
    from .confine import rlimits
except ImportError:  # not on every platform
    rlimits = None  # type: ignore[assignment]

BROKEN = 111
"""The exit status of a worker that could not go on: the student's code took something away that it needs."""

_exit = os._exit


def main(arguments: list[str]) -> None:
    """``fd N``: serve on an inherited socket; ``port N``: connect to the host, then show the token read from standard input."""
    how, number = arguments[0], int(arguments[1])
    if how == "fd":
        connection = socket.socket(fileno=number)
    else:
        token = os.read(0, 64)
        connection = socket.create_connection(("127.0.0.1", number))
        connection.sendall(token)
    status = BROKEN
    try:
        serve(connection, confine=limit)
        status = 0
    finally:
        # Threads, atexit handlers and destructors of the student's are not waited for.
        _exit(status)


def limit(limits: Mapping[str, Any]) -> Sequence[str]:
    """Bound memory and processor time where the platform can."""
    if rlimits is None:
        return []
    try:
        rlimits.set_budget(rlimits.usage(), limits["memory"], limits["cpu_seconds"])
    except (OSError, ValueError):
        return []
    return ["rlimits"]
