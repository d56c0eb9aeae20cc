"""Replace the builtins."""
import builtins


def attack(x):
    builtins.isinstance = lambda a, b: True
    builtins.len = lambda a: 0
    builtins.type = lambda *a: int
    builtins.repr = builtins.str = lambda *a: "canary"
    builtins.abs = builtins.max = builtins.min = builtins.sum = lambda *a, **k: 0
    builtins.open = builtins.print = builtins.__import__ = None
    return x
