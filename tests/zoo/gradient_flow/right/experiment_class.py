import torch
import torch.nn as nn
import matplotlib.pyplot as plt


class GradientFlow:
    """Runs the experiment for one activation."""

    modules = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}

    def __init__(self, activation, depth, width):
        self.activation = activation
        self.depth = depth
        self.width = width
        self.model = self.build()

    def build(self):
        seq = nn.Sequential()
        for i in range(self.depth):
            seq.add_module(str(2 * i), nn.Linear(self.width, self.width))
            seq.add_module(str(2 * i + 1), self.modules[self.activation]())
        return seq

    def run(self, x, y):
        return self.norms_of(self.model, x, y)

    @staticmethod
    def norms_of(model, x, y):
        model.zero_grad()
        out = model(x)
        loss = torch.pow(out - y, 2).mean()
        loss.backward()
        grads = (m.weight.grad for m in model.modules() if isinstance(m, nn.Linear))
        return [g.norm().item() for g in grads]


def build_network(activation, depth=50, width=64):
    return GradientFlow(activation, depth, width).model


def gradient_norms(model, x, y):
    return GradientFlow.norms_of(model, x, y)


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    return {a: GradientFlow(a, depth, width).run(x, y) for a in GradientFlow.modules}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for a, values in norms.items():
        mean = sum(values) / len(values)
        ax.plot(range(1, len(values) + 1), values, label=f"{a} (mean {mean:.1e})")
    ax.set_yscale("log")
    positive = [v for values in norms.values() for v in values if v > 0]
    if positive:
        ax.set_ylim(min(positive) / 10, max(positive) * 10)
    ax.set_xlabel("layer number")
    ax.set_ylabel("gradient norm")
    ax.legend(fontsize="small")
    return fig
