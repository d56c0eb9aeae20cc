"""Move the reference away."""
import os


def attack(x):
    os.rename(SCENE["reference"], SCENE["reference"] + ".gone")
