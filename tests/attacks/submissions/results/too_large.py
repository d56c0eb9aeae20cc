"""Return more than anyone asked for."""
import numpy as np


def attack(x):
    return np.zeros((1 << 22,))
