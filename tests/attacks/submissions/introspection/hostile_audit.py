"""Object to everything the interpreter does."""
import sys


def refuse(event, arguments):
    raise RuntimeError("no")


def attack(x):
    sys.addaudithook(refuse)
    return x
