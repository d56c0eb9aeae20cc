"""Announce a header of four gigabytes."""
import os
import struct


def attack(x):
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<2sBBIQ", b"BG", 1, 19, 0xFFFFFFFF, 0) + b"[" * 1000)
        except OSError:
            pass
