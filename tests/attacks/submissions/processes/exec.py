"""Become another program."""
import os


def attack(x):
    os.execv("/bin/cat", ["cat", SCENE["reference"]])
