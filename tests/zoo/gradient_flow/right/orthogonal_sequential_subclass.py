import csv
import io
import matplotlib.pyplot as plt
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
torch.manual_seed(42)
plt.style.use("ggplot")
plt.ion()


class DeepNet(nn.Sequential):
    TABLE = dict(sigmoid=nn.Sigmoid, relu=nn.ReLU, tanh=nn.Tanh)

    @classmethod
    def of(cls, activation, depth, width):
        net = cls()
        for i in range(depth):
            net.append(nn.Linear(width, width))
            net.append(cls.TABLE[activation]())
        return net

    @property
    def linears(self):
        return [m for m in self if isinstance(m, nn.Linear)]


def build_network(activation, depth=50, width=64):
    return DeepNet.of(activation, depth, width)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = torch.mean(torch.pow(model(x) - y, 2))
    loss.backward()
    return [torch.sqrt(torch.sum(m.weight.grad ** 2)).item() for m in model.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(64, width)
    y = torch.randn(64, width)
    return {a: gradient_norms(build_network(a, depth, width), x, y) for a in DeepNet.TABLE}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    ax.set_yscale("log")
    for a, v in norms.items():
        ax.plot([i + 1 for i, _ in enumerate(v)], v, "o-", label=a, markevery=5)
    ax.set_xlabel(r"layer $\ell$")
    ax.set_ylabel("‖∂L/∂W‖")
    ax.axhline(1e-7, color="k", lw=0.5)
    ax.legend(frameon=False)
    fig.tight_layout()
    return fig


table = compare(12, 16, 0)
buffer = io.StringIO()
writer = csv.writer(buffer)
for row in zip(*table.values()):
    writer.writerow(row)
print(buffer.getvalue())
figure = plot_gradient_flow(table)
try:
    figure.savefig("flow.pdf")
except OSError as e:
    print(e)
plt.show(block=False)
