"""Turn the job's own connection into another one."""
import ctypes
import socket


def attack(x):
    for descriptor in range(3, 64):
        try:
            own = socket.socket(fileno=descriptor)
        except OSError:
            continue
        try:
            own.connect("\0" + SCENE["abstract"])
            own.sendall(b"hello")
        except OSError:
            pass
        ctypes.CDLL(None).connect(descriptor, b"\0\0", 2)
        own.detach()
