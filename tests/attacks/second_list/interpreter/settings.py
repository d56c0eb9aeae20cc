"""Turn the interpreter's own screws: recursion, digits, the switch interval, the allocator's hooks."""
import gc
import sys


def attack(x):
    sys.setrecursionlimit(10**6)
    sys.set_int_max_str_digits(0)
    sys.setswitchinterval(1e-9)
    gc.set_threshold(1)
    gc.callbacks.append(lambda *a: 1 / 0)
    sys.unraisablehook = lambda *a: sys.exit(3)
    sys.displayhook = sys.excepthook = None
    return 10**100_000, [x] * 3
