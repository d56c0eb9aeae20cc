"""Replace what sends the answer."""
import socket


def attack(x):
    socket.socket.sendall = socket.socket.send = lambda *a, **k: None
    socket.socket.recv = lambda *a, **k: b""
    return x
