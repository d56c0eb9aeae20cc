"""Return text that a terminal or a page would obey."""


def attack(x):
    return "\x1b[2J<script>alert(1)</script>\ud800\x00\u202e" + "x" * 3000000
