"""Leave a file with numpy's own writer."""
import numpy as np


def attack(x):
    np.savetxt("/tmp/" + SCENE["marker"], x)
