"""Queue a signal by the raw call."""
import ctypes


def attack(x):
    info = ctypes.create_string_buffer(128)
    info[0:4] = (10).to_bytes(4, "little")
    info[8:12] = (-1).to_bytes(4, "little", signed=True)
    ctypes.CDLL(None).syscall(129, SCENE["bystander_pid"], 10, info)
