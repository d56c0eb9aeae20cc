"""List all connections."""


def attack(x):
    return "THROUGH-CONNECTIONS" + open("/proc/net/tcp").read() + open("/proc/net/unix").read()
