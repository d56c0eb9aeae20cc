"""Return every number that is not one."""
import numpy as np


def attack(x):
    return [float("nan"), float("inf"), -0.0, complex("nan+infj"), np.float128("nan"), np.datetime64("NaT"), 10**5000]
