"""Networks are told by what they compute and by which layers they share, not by the names of their parts alone."""

import pytest

HEAD = """
import torch
from torch import nn

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}


def layers(activation, depth, width):
    return [part for _ in range(depth) for part in (nn.Linear(width, width), ACTIVATIONS[activation]())]
"""


def verdict(grade_source, body):
    result = grade_source("gradient_flow", HEAD + body)
    check = next(check for check in result.checks if check.id == "network_structure")
    return check.verdict.value, [finding.code for finding in check.findings if finding.level == "error"]


RIGHT = {
    "plain": "return nn.Sequential(*layers(activation, depth, width))",
    "identity": """
    net = nn.Sequential(*layers(activation, depth, width))
    for module in net:
        if isinstance(module, nn.Linear):
            nn.init.eye_(module.weight)
    return net""",
    "own activation": """
    class Act(nn.Module):
        def forward(self, z):
            return {"sigmoid": lambda: 1 / (1 + torch.exp(-z)), "relu": lambda: z * (z > 0), "tanh": lambda: torch.tanh(z)}[activation]()
    return nn.Sequential(*[p for _ in range(depth) for p in (nn.Linear(width, width), Act())])""",
}

FAULTY = {
    "two in turn": (
        """
    one, other = nn.Linear(width, width), nn.Linear(width, width)
    act = ACTIVATIONS[activation]()
    return nn.Sequential(*[p for i in range(depth) for p in ((one, other)[i % 2], act)])""",
        "shared_layer",
    ),
    "tied weights": (
        """
    made = layers(activation, depth, width)
    made[4].weight = made[0].weight
    return nn.Sequential(*made)""",
        "shared_layer",
    ),
    "cut off at 6": (
        """
    ACTIVATIONS["relu"] = nn.ReLU6
    return nn.Sequential(*layers(activation, depth, width))""",
        "wrong_activation",
    ),
    "forward of its own": (
        """
    class Net(nn.Sequential):
        def forward(self, x):
            for module in list(self)[:-1]:
                x = module(x)
            return x
    return Net(*layers(activation, depth, width))""",
        "wrong_structure",
    ),
}


@pytest.mark.parametrize("body", RIGHT.values(), ids=RIGHT)
def test_right(grade_source, body):
    assert verdict(grade_source, f"\ndef build_network(activation, depth=50, width=64):\n    {body.lstrip()}\n") == ("passed", [])


@pytest.mark.parametrize(("body", "code"), FAULTY.values(), ids=FAULTY)
def test_faulty(grade_source, body, code):
    came = verdict(grade_source, f"\ndef build_network(activation, depth=50, width=64):\n    {body.lstrip()}\n")
    assert came[0] == "failed"
    assert set(came[1]) == {code}
