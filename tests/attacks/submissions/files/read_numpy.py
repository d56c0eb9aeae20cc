"""Let numpy's own reader open the reference."""
import numpy as np


def attack(x):
    return bytes(np.fromfile(SCENE["reference"], dtype="u1")).decode()
