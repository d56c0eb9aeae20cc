"""Leave a socket in a folder."""
import socket


def attack(x):
    socket.socket(socket.AF_UNIX).bind("/tmp/" + SCENE["marker"])
