"""Ignore the processor's time being up."""
import signal

signal.signal(signal.SIGXCPU, signal.SIG_IGN)


def attack(x):
    while True:
        x = x + 1
