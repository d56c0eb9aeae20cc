"""Reach the host's files by the links of processes that may be looked at."""
import os


def attack(x):
    loot = []
    for pid in ("self", "thread-self", SCENE["host_pid"], SCENE["bystander_pid"]):
        for link in ("cwd", "root", "exe", "fd/0", "fd/3", "map_files"):
            try:
                loot.append(os.readlink(f"/proc/{pid}/{link}"))
            except OSError:
                pass
    return "THROUGH-LINKS" if any("attacks" in link or "pytest" in link for link in loot) else str(loot)[:0]
