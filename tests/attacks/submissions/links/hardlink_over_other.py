"""Give one's own name to the reference inside the course."""
import os


def attack(x):
    os.link(SCENE["reference"], SCENE["course"] + "/" + SCENE["marker"])
