"""Put something else in the connection's place, and put it back."""
import os


def attack(x):
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3, 64):
        if descriptor != null:
            try:
                os.dup2(null, descriptor)
            except OSError:
                pass
    return x
