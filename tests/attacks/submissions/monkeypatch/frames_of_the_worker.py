"""Change the worker's own variables from below."""
import ctypes
import sys


def attack(x):
    frame = sys._getframe().f_back
    while frame is not None:
        for name in list(frame.f_locals):
            if name in ("failure", "result", "limit", "facts", "self"):
                frame.f_locals[name] = None
                ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
        frame.f_globals.clear()
        frame = frame.f_back
    return x
