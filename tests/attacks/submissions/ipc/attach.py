"""Read the memory that another process shares with its own kind."""
import ctypes


def attack(x):
    libc = ctypes.CDLL(None)
    libc.shmat.restype = ctypes.c_void_p
    address = libc.shmat(SCENE["shared_id"], None, 0o10000)
    return ctypes.string_at(address, 100).decode("latin-1") if address not in (None, 2**64 - 1) else ""
