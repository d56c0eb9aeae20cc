"""Connect by sending."""
import socket


def attack(x):
    connection = socket.socket()
    connection.sendto(b"hello", 0x20000000, ("127.0.0.1", SCENE["tcp_port"]))
