"""Offer a service and wait for somebody to come."""
import socket


def attack(x):
    server = socket.create_server(("127.0.0.1", 0))
    client = socket.create_connection(server.getsockname(), timeout=1)
    client.sendall(SCENE["marker"].encode())
    received = server.accept()[0].recv(100).decode()
    return "THROUGH-LISTENED" if received == SCENE["marker"] else ""
