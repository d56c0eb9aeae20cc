"""Ask for more than there is."""
import numpy as np


def attack(x):
    return np.ones((1 << 33,)).sum()
