"""Make a call by the 32-bit gate, whose numbers mean other things."""
import ctypes
import mmap


def attack(x):
    # mov eax, 20 (getpid); int 0x80; ret
    page = mmap.mmap(-1, 4096, prot=7)
    page.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
    call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    return "THROUGH-GATE" if call() > 0 else ""
