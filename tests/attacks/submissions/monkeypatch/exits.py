"""Replace the ways out."""
import os
import sys

os._exit = sys.exit = os.abort = lambda *a: None


def attack(x):
    return x
