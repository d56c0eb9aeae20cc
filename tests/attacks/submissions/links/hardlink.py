"""Give the reference a second name."""
import os


def attack(x):
    os.link(SCENE["reference"], "/tmp/" + SCENE["marker"])
