"""Leave a folder."""
import os


def attack(x):
    os.mkdir("/tmp/" + SCENE["marker"])
