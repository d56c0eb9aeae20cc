"""Run a command."""
import subprocess


def attack(x):
    return subprocess.run(["cat", SCENE["reference"]], capture_output=True, text=True).stdout
