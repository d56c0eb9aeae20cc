"""Have every system call interrupted."""
import signal

signal.signal(signal.SIGALRM, lambda *a: None)
signal.siginterrupt(signal.SIGALRM, True)


def attack(x):
    signal.setitimer(signal.ITIMER_REAL, 0.0001, 0.0001)
    return x
