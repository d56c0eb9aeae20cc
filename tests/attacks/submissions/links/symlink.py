"""Leave a link to the reference where it can be read."""
import os


def attack(x):
    os.symlink(SCENE["reference"], "/tmp/" + SCENE["marker"])
    return open("/tmp/" + SCENE["marker"]).read()
