"""Read the environment."""
import os


def attack(x):
    return str(dict(os.environ)) + str(dict(os.environb))
