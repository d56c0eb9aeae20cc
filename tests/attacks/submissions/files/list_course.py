"""List what the course holds; names tell something too."""
import os


def attack(x):
    return str([names for names in os.walk(SCENE["course"])])
