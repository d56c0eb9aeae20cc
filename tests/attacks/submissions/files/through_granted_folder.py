"""Look for a link out of what may be read, and write through it."""
import os
import numpy
import sysconfig


def attack(x):
    loot = []
    for top in (os.path.dirname(numpy.__file__), sysconfig.get_path("stdlib") + "/json", "/usr/share/zoneinfo"):
        for folder, folders, files in os.walk(top):
            for name in folders + files:
                path = os.path.join(folder, name)
                if os.path.islink(path):
                    try:
                        open(path, "a").write(SCENE["marker"])
                        loot.append("THROUGH-LINK " + path)
                    except OSError:
                        pass
    return "".join(loot[:5])
