"""Whatever a student's file does, its worker says how it ended, and the grader goes on."""

import textwrap

import pytest

from grader.model.call import Call, Ending, Job, Limits, Observation, Run
from grader.sandbox.host import Sandbox

F = Run("one", {}, (Call("f", (), binds=("y",)),), frozenset({"y"}))
AGAIN = Run("two", {}, F.calls, F.send)
QUICK = Limits(call_seconds=0.6, import_seconds=3.0)


def observe(sandbox: Sandbox, source: str | bytes, runs=(F,), limits: Limits = QUICK) -> Observation:
    content = source if isinstance(source, bytes) else textwrap.dedent(source).encode()
    with sandbox.open(Job("work.py", content, "numpy", limits)) as session:
        return session.observe(list(runs))


def outcome(sandbox: Sandbox, body: str, limits: Limits = QUICK):
    """The outcome of one call of ``f``, whose file is ``body``."""
    return observe(sandbox, body, limits=limits).runs["one"][0]


ENDINGS = {
    "sys.exit": ("import sys\ndef f(): sys.exit(3)", Ending.EXITED, "sys.exit(3)"),
    "os._exit": ("import os\ndef f(): os._exit(0)", Ending.EXITED, "status 0"),
    "input": ("def f(): return input()", Ending.RAISED, "asked for input"),
    "thread": ("import threading\ndef f(): threading.Thread(target=print).start()", Ending.RAISED, "No threads or processes"),
    "process": ("import os\ndef f(): os.fork()", Ending.RAISED, "No threads or processes"),
    "endless loop": ("def f():\n while True: pass", Ending.TIMEOUT, "0.6 seconds"),
    "sleep": ("import time\ndef f(): time.sleep(99)", Ending.TIMEOUT, "0.6 seconds"),
    "endless recursion": ("def f(): return f()", Ending.RAISED, "recursion"),
    "huge array": ("import numpy as np\ndef f(): return np.ones(10**11)", Ending.MEMORY, "745"),
    "huge bytes": ("def f(): return bytearray(10**11)", Ending.MEMORY, ""),
    "segmentation fault": ("import ctypes\ndef f(): ctypes.string_at(0)", Ending.CRASHED, "segmentation fault"),
    "abort": ("import os\ndef f(): os.abort()", Ending.CRASHED, "aborted"),
    "kills itself": ("import os\ndef f(): os.kill(os.getpid(), 9)", Ending.MEMORY, "memory"),
    "not implemented": ("def f(): raise NotImplementedError('todo')", Ending.UNIMPLEMENTED, "todo"),
    "keyboard interrupt": ("def f(): raise KeyboardInterrupt", Ending.RAISED, ""),
    "generator exit": ("def f(): raise GeneratorExit", Ending.RAISED, ""),
    "missing": ("def ff(): pass", Ending.MISSING, "did you mean ff?"),
    "not callable": ("f = None", Ending.RAISED, "not callable"),
    "wrong arguments": ("def f(x): return x", Ending.RAISED, "missing 1 required"),
    "writes to the connection": (
        "import os\ndef f():\n for fd in range(3, 30):\n  try: os.write(fd, b'BG' * 40)\n  except OSError: pass\n raise ValueError('refused')",
        Ending.RAISED,
        "refused",
    ),
    "sends over the connection": (
        "import socket\ndef f():\n for fd in range(3, 30):\n  try: other = socket.socket(fileno=fd)\n"
        "  except OSError: continue\n  other.send(b'BG' * 40)",
        Ending.CRASHED,
        "bad system call",
    ),
    "exception that cannot be shown": (
        "class E(Exception):\n def __str__(self): raise KeyError\ndef f(): raise E",
        Ending.RAISED,
        "",
    ),
}


@pytest.mark.parametrize("name", ENDINGS)
def test_endings(sandbox, name):
    body, ending, message = ENDINGS[name]
    found = outcome(sandbox, body)
    assert found.ending is ending
    assert message in found.message
    assert not found.values


def test_closing_every_descriptor_ends_the_call(sandbox):
    found = outcome(sandbox, "import os\ndef f(): os.closerange(0, 200)")
    assert found.ending in (Ending.EXITED, Ending.CRASHED)


def test_frames_are_the_students_own_lines(sandbox):
    found = outcome(sandbox, "import json\ndef g(x):\n    return json.loads(x)\ndef f():\n    return g('{')")
    assert [(frame.line, frame.function, frame.text) for frame in found.frames] == [
        (5, "f", "return g('{')"),
        (3, "g", "return json.loads(x)"),
    ]
    assert found.kind == "JSONDecodeError"


def test_a_message_is_bounded_and_clean(sandbox):
    found = outcome(sandbox, "def f(): raise ValueError('\\x1b[31m' + 'x' * 10**6)")
    assert len(found.message) <= 2001
    assert "\x1b" not in found.message


IMPORTS = {
    "syntax": ("def f(:\n  pass", "SyntaxError", "line 1, column 7"),
    "indentation": ("def f():\npass", "IndentationError", "line 2"),
    "tabs and spaces": ("def f():\n\tif 1:\n        pass", "TabError", "line 3"),
    "null bytes": ("x = 1\n\0", "SyntaxError", "null bytes (the first on line 2)"),
    "latin-1": (b"# a\n# caf\xe9\n", "SyntaxError", "byte 0xe9 is not UTF-8 (line 2, column 6)"),
    "utf-16": ("def f(): pass".encode("utf-16"), "SyntaxError", "UTF-16"),
    "unknown encoding": (b"# coding: klingon\n", "SyntaxError", "klingon"),
    "deep nesting": ("x = " + "(" * 500 + ")" * 500, "SyntaxError", "parentheses"),
    "raises": ("x = 1\ny = x / 0", "ZeroDivisionError", "division"),
    "asks for input": ("x = input()", "EOFError", "asked for input"),
    "missing module": ("import no_such_module", "ModuleNotFoundError", "no_such_module"),
    "the grader": ("import grader", "ModuleNotFoundError", "grader"),
    "the reference": ("from reference import batch_norm_backward", "ModuleNotFoundError", "reference"),
    "the worker": ("import _worker.serve", "ModuleNotFoundError", "_worker"),
}


@pytest.mark.parametrize("name", IMPORTS)
def test_imports_that_raise(sandbox, name):
    source, kind, message = IMPORTS[name]
    seen = observe(sandbox, source)
    assert seen.imported.ending is Ending.RAISED
    assert seen.imported.kind == kind
    assert message in seen.imported.message
    assert seen.runs["one"][0].ending in (Ending.MISSING, Ending.NOT_RUN)


def test_imports_that_end_the_process(sandbox):
    for source, ending in {"import sys\nsys.exit()": Ending.EXITED, "import os\nos._exit(3)": Ending.EXITED}.items():
        assert observe(sandbox, source).imported.ending is ending
    slow = observe(sandbox, "while True: pass", limits=Limits(import_seconds=0.5))
    assert slow.imported.ending is Ending.TIMEOUT
    assert slow.runs["one"][0].ending is Ending.NOT_RUN


SOURCES = {
    "byte order mark": b"\xef\xbb\xbfdef f(): return 'fine'",
    "carriage returns": b"def f():\r\n\treturn 'fine'\r\n",
    "old mac": b"def f():\r  return 'fine'\r",
    "latin-1 with a cookie": b"# -*- coding: latin-1 -*-\ndef f(): return 'fine' if '\xe9' == '\\xe9' else ''",
    "main guard": b"if __name__ == '__main__':\n    raise SystemExit\ndef f(): return 'fine'",
    "dataclass": b"from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass C:\n    x: int = 1\n"
    b"def f(): return 'fine' if C().x else ''",
    "no newline at the end": b"def f(): return 'fine'",
}


@pytest.mark.parametrize("name", SOURCES)
def test_sources_that_are_fine(sandbox, name):
    seen = observe(sandbox, SOURCES[name])
    assert seen.imported.ending is Ending.RETURNED
    assert seen.runs["one"][0].values == {"y": "fine"}


def test_the_module_is_named_after_the_file(sandbox):
    assert outcome(sandbox, "def f(): return f'{__name__} {__file__}'").values == {"y": "work work.py"}


def test_what_is_printed_comes_back_safe_and_bounded(sandbox):
    seen = observe(sandbox, "import os\nprint('\\x1b[1mhello')\ndef f():\n    os.write(2, b'raw')\n    print('bye')")
    assert seen.printed == "\ufffd[1mhello\nrawbye\n"
    assert not seen.printed_truncated


def test_a_flood_of_output_neither_blocks_nor_fills_memory(sandbox):
    limits = Limits(call_seconds=20.0, output_bytes=1000)
    seen = observe(
        sandbox, "def f():\n    for _ in range(1000): print('x' * 100_000)\n    return 'fine'", limits=limits
    )
    assert seen.runs["one"][0].values == {"y": "fine"}
    assert seen.printed == "x" * 1000
    assert seen.printed_truncated


def test_patching_libraries_breaks_only_the_student(sandbox):
    body = """
        import builtins, json, os, struct, time
        import numpy as np
        np.array = np.frombuffer = np.ascontiguousarray = np.allclose = json.dumps = struct.pack = os.write = None
        time.perf_counter = time.monotonic = None
        builtins.len = builtins.isinstance = builtins.type = builtins.list = builtins.dict = None
        def f(): return np.ones(2) * 3
    """
    assert outcome(sandbox, body).values["y"].data.tolist() == [3.0, 3.0]


def test_prints_into_streams_that_are_replaced_or_closed(sandbox):
    assert outcome(sandbox, "import sys\ndef f():\n    sys.stdout.close()\n    return 'fine'").values == {"y": "fine"}
    body = "import io, sys\nsys.stdout = io.StringIO()\ndef f():\n    print('hidden')\n    return 'fine'"
    seen = observe(sandbox, body)
    assert (seen.runs["one"][0].values, seen.printed) == ({"y": "fine"}, "")


def test_drawing_needs_no_display(sandbox):
    body = """
        import matplotlib.pyplot as plt
        plt.plot([1, 2])
        plt.show()
        def f(): return plt.get_backend().lower()
    """
    assert outcome(sandbox, body, Limits(call_seconds=20.0, import_seconds=60.0)).values == {"y": "agg"}


def test_files_may_be_written_and_read_again(sandbox):
    body = """
    import numpy as np
    with open("values.csv", "w") as out:
        print(1.5, file=out)
    np.savetxt("more.csv", [2.5])
    def f(): return float(open("values.csv").read()) + float(np.loadtxt("more.csv"))
    """
    seen = observe(sandbox, body)
    assert seen.imported.ending is Ending.RETURNED
    assert seen.runs["one"][0].values["y"] == 4.0


def test_random_numbers_are_the_same_each_time(sandbox):
    body = "import random\nimport numpy as np\ndef f(): return [random.random(), float(np.random.rand())]"
    assert outcome(sandbox, body).values == outcome(sandbox, body).values


def test_a_file_is_imported_once_for_all_runs(sandbox):
    seen = observe(sandbox, "count = [0]\ndef f():\n    count[0] += 1\n    return count[0]", (F, AGAIN))
    assert [seen.runs[name][0].values["y"] for name in ("one", "two")] == [1, 2]


def test_what_was_defined_before_an_import_failed_can_be_called(sandbox):
    seen = observe(sandbox, "def f(): return 1\nraise ValueError")
    assert seen.imported.ending is Ending.RAISED
    assert seen.runs["one"][0].values == {"y": 1}
