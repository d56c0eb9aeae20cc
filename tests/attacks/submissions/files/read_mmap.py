"""Map the reference into memory."""
import numpy as np


def attack(x):
    return bytes(np.memmap(SCENE["reference"], dtype="u1", mode="r")).decode()
