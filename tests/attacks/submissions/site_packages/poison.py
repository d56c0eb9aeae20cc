"""Change numpy for everyone who comes after."""
import numpy as np


def attack(x):
    with open(np.__file__, "a") as source:
        source.write("\n# " + SCENE["marker"] + "\n")
