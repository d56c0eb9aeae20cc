"""Leave semaphores behind."""
import ctypes


def attack(x):
    ctypes.CDLL(None).semget(SCENE["ipc_key"], 1, 0o1666)
