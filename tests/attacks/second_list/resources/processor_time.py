"""Use up the processor's seconds while the host believes that one sleeps."""
import time


def attack(x):
    while True:
        end = time.process_time() + 0.04
        while time.process_time() < end:
            pass
        time.sleep(0.001)
