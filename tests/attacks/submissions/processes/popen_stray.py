"""Leave a command running."""
import subprocess


def attack(x):
    subprocess.Popen(["sleep", "20"], start_new_session=True)
