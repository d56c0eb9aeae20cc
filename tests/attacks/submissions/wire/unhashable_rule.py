"""Send a violation whose rule is a dict."""
import json
import os
import struct


def attack(x):
    text = json.dumps([0, 0, {"rule": 1}, "attack", "torch.relu", 1]).encode()
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<2sBBIQ", b"BG", 1, 18, len(text), 0) + text)
        except OSError:
            pass
