"""Listen to everything the interpreter does."""
import sys

HEARD = []
sys.addaudithook(lambda event, arguments: HEARD.append(event) if len(HEARD) < 1000 else None)


def attack(x):
    return str(HEARD)
