"""Leave files in the world's writable folders."""


def attack(x):
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "/run/lock", "."):
        try:
            open(folder + "/" + SCENE["marker"], "w").write("here")
        except OSError:
            pass
