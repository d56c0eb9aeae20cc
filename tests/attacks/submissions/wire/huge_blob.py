"""Announce more bytes than there is memory."""
import os
import struct


def attack(x):
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<2sBBIQ", b"BG", 1, 19, 2, 1 << 62) + b"{}")
        except OSError:
            pass
