"""Find the worker's own modules and rewrite them."""
import gc
import types


def attack(x):
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and "inside" in thing.__code__.co_filename:
            thing.__code__ = (lambda *a, **k: {"score": 100}).__code__
    return x
