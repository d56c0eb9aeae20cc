"""Return an array that is empty and endless."""
import numpy as np


def attack(x):
    return np.zeros((1 << 62, 0))
