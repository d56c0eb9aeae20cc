"""Begin a frame and never end it."""
import os
import struct
import time


def attack(x):
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<2sBBIQ", b"BG", 1, 19, 1000, 0) + b"{")
        except OSError:
            pass
    time.sleep(60)
