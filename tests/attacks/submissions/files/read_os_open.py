"""Open the reference below the io module."""
import os


def attack(x):
    return os.read(os.open(SCENE["reference"], os.O_RDONLY), 1000).decode()
