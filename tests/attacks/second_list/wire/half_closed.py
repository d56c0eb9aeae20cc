"""Close one direction of the connection, then the other, and stay."""
import socket
import time


def attack(x):
    for how in (socket.SHUT_RD, socket.SHUT_WR):
        for descriptor in range(3, 64):
            try:
                other = socket.socket(fileno=descriptor)
            except OSError:
                continue
            try:
                other.shutdown(how)
            except OSError:
                pass
            other.detach()
    time.sleep(60)
