"""Signal a thread of another process."""
import ctypes


def attack(x):
    ctypes.CDLL(None).syscall(234, SCENE["bystander_pid"], SCENE["bystander_pid"], 10)
    ctypes.CDLL(None).syscall(200, SCENE["bystander_pid"], 10)
