"""Give another student's file away."""
import os


def attack(x):
    os.chown(SCENE["other"], 4242, 4242)
