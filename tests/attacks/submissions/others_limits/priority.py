"""Make another process slow."""
import os


def attack(x):
    os.setpriority(os.PRIO_PROCESS, SCENE["bystander_pid"], 19)
