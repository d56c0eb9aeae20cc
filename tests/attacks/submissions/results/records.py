"""Return an array of records with text and dates."""
import numpy as np


def attack(x):
    return np.zeros(3, dtype=[("name", "U1000"), ("when", "M8[s]"), ("inner", "O")])
