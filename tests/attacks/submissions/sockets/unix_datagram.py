"""Send a datagram to a service on this machine by its path."""
import socket


def attack(x):
    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"hello", SCENE["unix_path"] + ".dgram")
