"""List all processes."""
import os


def attack(x):
    return "THROUGH-PROCESSES" + str(os.listdir("/proc"))
