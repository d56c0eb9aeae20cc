"""Change what the machine is called."""
import socket


def attack(x):
    socket.sethostname(socket.gethostname())
    return "THROUGH-RENAMED"
