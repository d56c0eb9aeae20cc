"""Become another program, given as an open file."""
import os


def attack(x):
    os.execve(os.open("/bin/cat", os.O_RDONLY), ["cat", SCENE["reference"]], {})
