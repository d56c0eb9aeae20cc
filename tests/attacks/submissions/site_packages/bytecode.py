"""Leave compiled code beside a library's source."""
import os
import numpy


def attack(x):
    folder = os.path.dirname(numpy.__file__) + "/__pycache__/"
    open(folder + SCENE["marker"], "wb").write(b"here")
