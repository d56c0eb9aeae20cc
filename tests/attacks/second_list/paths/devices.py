"""Devices that lead to memory, disks or the kernel's log."""
import glob


def attack(x):
    seen = []
    for path in ["/dev/mem", "/dev/kmem", "/dev/kmsg", "/dev/port", "/dev/fuse", "/dev/kvm", "/dev/shm", "/dev/mqueue", *glob.glob("/dev/[snv]d*")]:
        try:
            with open(path, "rb") as file:
                file.read(1)
            seen.append(path)
        except OSError:
            pass
    return seen and "THROUGH-DEVICE"
