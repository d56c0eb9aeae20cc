"""The zygote: a process that has done everything a student's file will need, and forks a confined child for each.

It holds a framework, warmed up, and nothing else: no job passes through it, it knows no path of a course, and it dies
with the host. Started as ``python -I -B .../inside/__main__.py zygote FRAMEWORK CONTROL_FD OPTIONS``; OPTIONS is JSON.
"""

import json
import os
import socket
import sys
from typing import NoReturn

from ..confine import rlimits
from .libraries import Libraries

THREADS = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS")
"""Set to 1 before the first import of numpy: a forked child of a process with a thread pool hangs."""


def main(arguments: list[str]) -> NoReturn:
    """Be a zygote: ``arguments`` are FRAMEWORK, CONTROL_FD and OPTIONS."""
    framework, descriptor, text = arguments
    options = json.loads(text)
    control = socket.socket(fileno=int(descriptor))
    sys.argv[:] = [""]
    os.environ.update(dict.fromkeys(THREADS, "1"))
    rlimits.prefer_as_victim()
    libraries = Libraries(options["folders"])
    libraries.install()
    from .process import Zygote, live

    zygote = Zygote(framework, libraries, frozenset(options["layers"]), options["user"])
    birth = zygote.run(control)
    live(birth, zygote.confinement)
