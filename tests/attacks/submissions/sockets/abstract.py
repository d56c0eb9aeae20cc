"""Talk to a service by an abstract name, which no file permission guards."""
import socket


def attack(x):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect("\0" + SCENE["abstract"])
    connection.sendall(b"hello")
