"""Make the reference anybody's."""
import os


def attack(x):
    os.chmod(SCENE["reference"], 0o777)
