"""Write over the code of libraries that every other child shares."""
import ctypes


def attack(x):
    libc = ctypes.CDLL(None)
    libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    place = ctypes.cast(libc.getppid, ctypes.c_void_p).value
    libc.mprotect(place & ~4095, 8192, 7)
    ctypes.memmove(place, b"\xb8\x2a\x00\x00\x00\xc3", 6)
    libc.msync(ctypes.c_void_p(place & ~4095), ctypes.c_size_t(4096), 4)
    return libc.getppid()
