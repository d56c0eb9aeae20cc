"""Send NaN where no number may be one."""
import os
import struct


def attack(x):
    text = b'{"seconds":NaN,"x":Infinity}'
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<2sBBIQ", b"BG", 1, 19, len(text), 0) + text)
        except OSError:
            pass
