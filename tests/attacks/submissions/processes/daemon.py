"""Leave a copy that belongs to nobody."""
import os
import time


def attack(x):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(20)
        os._exit(0)
