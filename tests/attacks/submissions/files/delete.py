"""Delete another student's file."""
import os


def attack(x):
    os.unlink(SCENE["other"])
