"""Send reports of broken rules without end."""
import json
import os
import struct


def attack(x):
    text = json.dumps({"run": 0, "index": 0, "rule": "call", "callable": "a" * 1000, "what": "b" * 1000, "line": 1})
    frame = struct.pack("<2sBBIQ", b"BG", 1, 18, len(text), 0) + text.encode()
    while True:
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, frame)
            except OSError:
                pass
