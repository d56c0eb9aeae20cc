"""Take memory that belongs to a file without a name."""
import os


def attack(x):
    descriptor = os.memfd_create("hoard")
    for _ in range(64):
        os.write(descriptor, b"x" * (1 << 24))
    return "THROUGH-HOARDED"
