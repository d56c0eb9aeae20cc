"""Make the reference anybody's with the newest call there is for it."""
import ctypes


def attack(x):
    ctypes.CDLL(None).syscall(452, -100, SCENE["reference"].encode(), 0o777, 0)
    ctypes.CDLL(None).syscall(268, -100, SCENE["reference"].encode(), 0o777)
