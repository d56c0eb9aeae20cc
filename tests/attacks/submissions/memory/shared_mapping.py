"""Take memory that limits on data do not count."""
import mmap


def attack(x):
    hoard = []
    while True:
        block = mmap.mmap(-1, 1 << 26)
        block.write(b"x" * (1 << 26))
        hoard.append(block)
