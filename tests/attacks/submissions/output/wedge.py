"""Fill the pipe from a place where nobody can be told."""
import os


def attack(x):
    os.set_blocking(1, True)
    for _ in range(400):
        os.write(1, b"z" * 65536)
