"""Send a header with a number of a million digits, slow to read."""
import os
import struct


def attack(x):
    text = b"[" + b"9" * 1000000 + b"]"
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<2sBBIQ", b"BG", 1, 19, len(text), 0) + text)
        except OSError:
            pass
