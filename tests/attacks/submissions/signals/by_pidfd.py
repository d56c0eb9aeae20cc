"""Signal through a descriptor."""
import os
import signal


def attack(x):
    signal.pidfd_send_signal(os.pidfd_open(SCENE["bystander_pid"]), signal.SIGUSR1)
