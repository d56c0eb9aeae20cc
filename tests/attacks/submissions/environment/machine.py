"""Read the accounts and the machine's name for itself."""


def attack(x):
    return "THROUGH-ACCOUNTS" + open("/etc/passwd").read()
