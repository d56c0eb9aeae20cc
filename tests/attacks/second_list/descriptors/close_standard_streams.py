"""Close the standard streams, so that the next file gets their numbers."""
import os


def attack(x):
    for descriptor in (0, 1, 2):
        os.close(descriptor)
    os.open(os.devnull, os.O_RDWR)
    print("into a file")
    return x
