"""Make the reference look older than the submission."""
import os


def attack(x):
    os.utime(SCENE["reference"], (1, 1))
