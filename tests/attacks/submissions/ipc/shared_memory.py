"""Leave a block of memory that outlives the process."""
import ctypes


def attack(x):
    libc = ctypes.CDLL(None)
    libc.shmget(SCENE["ipc_key"], 4096, 0o1666)
