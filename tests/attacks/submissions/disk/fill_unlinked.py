"""Fill the disk with a file that has no name."""
import os
import tempfile


def attack(x):
    descriptor = os.open("/tmp", os.O_TMPFILE | os.O_RDWR)
    os.write(descriptor, b"x" * (1 << 22))
    return "THROUGH-UNSEEN " + tempfile.gettempdir()
