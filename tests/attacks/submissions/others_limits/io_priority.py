"""Have another process wait for the disk."""
import ctypes


def attack(x):
    ctypes.CDLL(None).syscall(251, 1, SCENE["bystander_pid"], 3 << 13)
