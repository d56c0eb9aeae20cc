"""Send a descriptor of one's own to the grader, over its connection."""
import os
import socket


def attack(x):
    for descriptor in range(3, 64):
        try:
            other = socket.socket(fileno=descriptor)
        except OSError:
            continue
        try:
            socket.send_fds(other, [b"x"], [os.open("/dev/null", os.O_RDONLY)])
            return "THROUGH-SENT"
        except OSError:
            pass
        finally:
            other.detach()
