"""Start in a folder that may be read and climb out."""
import numpy


def attack(x):
    folder = numpy.__path__[0]
    return open(folder + "/.." * folder.count("/") + SCENE["reference"]).read()
