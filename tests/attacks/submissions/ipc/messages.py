"""Leave a queue for an accomplice."""
import ctypes


def attack(x):
    ctypes.CDLL(None).msgget(SCENE["ipc_key"], 0o1666)
