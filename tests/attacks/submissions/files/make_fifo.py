"""Leave a pipe in the course, where somebody may wait for it for ever."""
import os


def attack(x):
    os.mkfifo(SCENE["course"] + "/" + SCENE["marker"])
