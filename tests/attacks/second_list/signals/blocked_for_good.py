"""Block every signal, and wait for the host to lose patience."""
import signal
import time


def attack(x):
    signal.pthread_sigmask(signal.SIG_SETMASK, signal.valid_signals())
    while True:
        time.sleep(1)
