"""Read the machine's settings."""


def attack(x):
    return "THROUGH-SETTINGS" + open("/proc/sys/kernel/random/boot_id").read() + open("/sys/kernel/mm/transparent_hugepage/enabled").read()
