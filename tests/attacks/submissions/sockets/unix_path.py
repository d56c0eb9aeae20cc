"""Talk to a service on this machine by its path."""
import socket


def attack(x):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(SCENE["unix_path"])
    connection.sendall(b"hello")
