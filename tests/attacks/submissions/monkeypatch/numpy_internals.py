"""Have numpy's conversions lie."""
import numpy as np

np.asarray = np.array = np.ascontiguousarray = lambda *a, **k: np.frombuffer(b"lie" * 8)


def attack(x):
    return x
