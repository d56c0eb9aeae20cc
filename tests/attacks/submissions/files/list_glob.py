"""List the course by pattern."""
import pathlib


def attack(x):
    return str(list(pathlib.Path(SCENE["course"]).rglob("*")))
