"""Return an array that is larger than its memory."""
import numpy as np


def attack(x):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 20, 1 << 20), (0, 0))
