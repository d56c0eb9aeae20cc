"""Text that no encoding takes."""


def attack(x):
    print("\ud800")
    if len(SCENE["marker"]) % 2:
        raise ValueError("\ud800 \udfff")
    return ["\ud800", {"\udc80": 1}]
