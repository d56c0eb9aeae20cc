"""Sleep through the exam."""
import time


def attack(x):
    time.sleep(1000)
