"""Stop a process of the same user."""
import os
import signal


def attack(x):
    os.kill(SCENE["bystander_pid"], signal.SIGSTOP)
