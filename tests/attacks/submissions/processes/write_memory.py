"""Write into another process's memory."""
import ctypes


def attack(x):
    buffer = ctypes.create_string_buffer(b"overwritten")
    mine = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 11)
    theirs = (ctypes.c_size_t * 2)(SCENE["bystander_secret"], 11)
    ctypes.CDLL(None).process_vm_writev(SCENE["bystander_pid"], mine, 1, theirs, 1, 0)
