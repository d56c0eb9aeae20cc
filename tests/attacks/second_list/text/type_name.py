"""An exception and a result whose types have names for a terminal."""

Bad = type("\x1b[2J\x9b31m\u202eBad\x00", (Exception,), {})
Odd = type("\x1b]8;;http://example.org\x07\u2066", (), {})


def attack(x):
    print("\x9b31m \u2066 \x1b]0;title\x07")
    if x[0] > 0 and len(SCENE["marker"]) % 2:
        raise Bad("\x1b[31m" + "\u202e" + "\x9b")
    return {"\x1bkey": Odd(), "\u202e": Odd()}
