"""Cover a folder with another."""
import ctypes


def attack(x):
    libc = ctypes.CDLL(None)
    libc.unshare(0x10020000)
    return "THROUGH-MOUNTED" if libc.mount(b"none", b"/mnt", b"tmpfs", 0, None) == 0 else ""
