"""Print what is not text."""
import os


def attack(x):
    os.write(1, bytes(range(256)) * 10)
    os.write(1, b"\xff\xfe\xed\xa0\x80")
