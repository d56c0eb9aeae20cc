"""Send an outcome whose ending is a list."""
import json
import os
import struct


def attack(x):
    text = json.dumps({"run": 0, "index": 0, "ending": ["returned"], "seconds": "0x0p+0"}).encode()
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<2sBBIQ", b"BG", 1, 19, len(text), 0) + text)
        except OSError:
            pass
