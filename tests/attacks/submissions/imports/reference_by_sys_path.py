"""Import the reference as a module."""
import os
import sys


def attack(x):
    sys.path.insert(0, os.path.dirname(SCENE["reference"]))
    import answer

    return answer.ANSWER
