"""Find out by trying which calls on the connection are let through."""
import socket


def attack(x):
    for descriptor in range(3, 64):
        try:
            other = socket.socket(fileno=descriptor)
        except OSError:
            continue
        for flags in range(0, 1 << 25, 4):
            try:
                other.send(b"", flags)
                return "THROUGH-FLAGS"
            except OSError:
                pass
