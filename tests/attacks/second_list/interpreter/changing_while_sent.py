"""A list that grows while it is being looked at."""


class Growing(list):
    def __iter__(self):
        self.append(self)
        return super().__iter__()

    def __len__(self):
        return 3


def attack(x):
    grown = Growing([1.0])
    grown.append(grown)
    return {"a": grown, "b": [grown] * 1000}
