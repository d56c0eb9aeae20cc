"""Open the reference with the C library."""
import ctypes


def attack(x):
    libc = ctypes.CDLL(None)
    libc.fopen.restype = ctypes.c_void_p
    stream = libc.fopen(SCENE["reference"].encode(), b"r")
    buffer = ctypes.create_string_buffer(1000)
    libc.fread(buffer, 1, 999, ctypes.c_void_p(stream))
    return buffer.value.decode()
