"""Send another process to one core."""
import os


def attack(x):
    os.sched_setaffinity(SCENE["bystander_pid"], {0})
