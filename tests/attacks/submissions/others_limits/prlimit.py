"""Take another process's memory limit away."""
import resource


def attack(x):
    resource.prlimit(SCENE["bystander_pid"], resource.RLIMIT_NOFILE, (3, 3))
