"""Return an array that reaches past its memory."""
import numpy as np


def attack(x):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 14,), (8,))
