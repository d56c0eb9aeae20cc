"""Use up every descriptor, so that the worker has none left."""
import os


def attack(x):
    held = []
    try:
        while True:
            held.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        pass
    return x
