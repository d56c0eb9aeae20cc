"""Be imported by every Python to come."""
import os
import site


def attack(x):
    folder = site.getusersitepackages()
    os.makedirs(folder, exist_ok=True)
    open(folder + "/usercustomize.py", "w").write("# " + SCENE["marker"])
