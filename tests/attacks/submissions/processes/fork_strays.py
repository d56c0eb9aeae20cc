"""Leave sleeping copies behind."""
import os
import time


def attack(x):
    for _ in range(5):
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
