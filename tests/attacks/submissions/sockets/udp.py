"""Send a datagram, the way a name is looked up."""
import socket


def attack(x):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"hello", ("127.0.0.1", SCENE["udp_port"]))
