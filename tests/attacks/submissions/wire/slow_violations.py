"""Send a report now and then, each before the time for one is up."""
import json
import os
import struct
import time


def attack(x):
    text = json.dumps([0, 0, "call", "attack", "torch.relu", 1]).encode()
    while True:
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, struct.pack("<2sBBIQ", b"BG", 1, 18, len(text), 0) + text)
            except OSError:
                pass
        time.sleep(0.2)
