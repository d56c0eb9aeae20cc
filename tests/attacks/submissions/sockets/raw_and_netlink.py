"""Ask the kernel about the machine's network."""
import socket


def attack(x):
    asked = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    asked.bind((0, 0))
    return "THROUGH-NETLINK"
