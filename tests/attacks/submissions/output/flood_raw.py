"""Write to the descriptor for ever."""
import os

while True:
    os.write(2, b"y" * 65536)
