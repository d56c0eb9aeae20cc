"""Return an array of things."""
import numpy as np


def attack(x):
    return np.array([object(), attack, ...], dtype=object)
