"""Empty a file by opening it for reading only."""
import os


def attack(x):
    os.open(SCENE["reference"], os.O_RDONLY | os.O_TRUNC)
