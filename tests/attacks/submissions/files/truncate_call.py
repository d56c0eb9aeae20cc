"""Empty a file without opening it."""
import os


def attack(x):
    os.truncate(SCENE["reference"], 0)
