"""Return a list that grows while it is read."""


class Growing(list):
    def __iter__(self):
        while True:
            yield 1.0

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return 1.0


def attack(x):
    return Growing([1.0])
