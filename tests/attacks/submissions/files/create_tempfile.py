"""Leave a named temporary file."""
import tempfile


def attack(x):
    tempfile.NamedTemporaryFile(prefix=SCENE["marker"], delete=False, dir="/tmp").write(b"here")
