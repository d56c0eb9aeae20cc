"""Be told what others do with their files."""
import ctypes


def attack(x):
    libc = ctypes.CDLL(None)
    watch = libc.inotify_init()
    return "THROUGH-WATCHING" if libc.inotify_add_watch(watch, SCENE["course"].encode(), 0xFFF) >= 0 else ""
