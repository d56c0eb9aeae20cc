"""A second interpreter in the process, which the worker knows nothing of."""


def attack(x):
    import _xxsubinterpreters as interpreters

    number = interpreters.create()
    path = SCENE["reference"]
    interpreters.run_string(number, f"print(open({path!r}).read())")
    return x
