"""Write over read-only memory through one's own memory file."""


def attack(x):
    return "THROUGH-OPENED" + str(open("/proc/self/mem", "r+b", 0))
