"""Every reference is held against torch's autograd, and against the complex step where that is valid."""

import numpy as np
import pytest

from grader.expected.reference import load_reference, plain
from grader.expected.source import FromReference

torch = pytest.importorskip("torch")


def cases(course, exercise_id, part_id):
    exercise = next(e for e in course.exercises if e.id == exercise_id)
    expected = FromReference(course.seed).of(exercise)
    return [expectation for (part, _), expectation in expected.items() if part == part_id]


def leaf(value):
    return torch.tensor(np.asarray(plain(value), dtype=np.float64), requires_grad=True)


def test_batch_norm_against_autograd(course):
    for case in cases(course, "batch_norm_backward", "main"):
        x, gamma, beta = (leaf(case.inputs[name]) for name in ("x", "gamma", "beta"))
        std = torch.sqrt(x.var(dim=0, unbiased=False) + case.inputs["eps"])
        out = gamma * (x - x.mean(dim=0)) / std + beta
        out.backward(torch.tensor(plain(case.inputs["dout"])))
        for name, gradient in (("out", out), ("dx", x.grad), ("dgamma", gamma.grad), ("dbeta", beta.grad)):
            np.testing.assert_allclose(case.values[name], gradient.detach().numpy(), rtol=1e-9, atol=1e-12 * np.abs(case.values[name]).max())


def test_scalar_network_against_autograd_and_complex_step(course):
    exercise = next(e for e in course.exercises if e.id == "manual_backprop")
    module = load_reference(exercise.reference).module
    for case in cases(course, "manual_backprop", "code"):
        inputs = {name: float(case.inputs[name]) for name in ("x", "w1", "b1", "w2", "b2")}
        leaves = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in inputs.items()}
        hidden = torch.sigmoid(leaves["x"] * leaves["w1"] + leaves["b1"])
        f = torch.sigmoid(hidden * leaves["w2"] + leaves["b2"])
        f.backward(torch.tensor(case.inputs["df"], dtype=torch.float64))
        for name in ("w1", "b1", "w2", "b2"):
            got = case.values["grads"][name]
            assert got == pytest.approx(float(leaves[name].grad), rel=1e-9, abs=1e-300)
            moved = {**inputs, name: inputs[name] + 1e-30j}
            assert got == pytest.approx(case.inputs["df"] * module.forward(**moved)[0].imag / 1e-30, rel=1e-9, abs=1e-300)


def test_relu_against_autograd(course):
    for case in cases(course, "my_relu", "away_from_the_kink"):
        x = leaf(case.inputs["x"])
        out = torch.relu(x)
        out.backward(torch.tensor(np.asarray(plain(case.inputs["upstream"]))))
        np.testing.assert_array_equal(case.values["out"], out.detach().numpy())
        np.testing.assert_array_equal(case.values["dx"], x.grad.numpy())


def test_gradient_norms_against_autograd(course):
    kinds = {"sigmoid": torch.nn.Sigmoid, "relu": torch.nn.ReLU, "tanh": torch.nn.Tanh, "identity": torch.nn.Identity}
    for case in cases(course, "gradient_flow", "norms"):
        layers = []
        for layer in case.inputs["model"].layers:
            if isinstance(layer, str):
                layers.append(kinds[layer]())
                continue
            linear = torch.nn.Linear(layer.weight.shape[1], layer.weight.shape[0], dtype=torch.float64)
            linear.weight.data = torch.tensor(layer.weight.astype(np.float64))
            linear.bias.data = torch.tensor(layer.bias.astype(np.float64))
            layers.append(linear)
        x, y = (torch.tensor(plain(case.inputs[name])) for name in ("x", "y"))
        torch.nn.functional.mse_loss(torch.nn.Sequential(*layers)(x), y).backward()
        norms = [layer.weight.grad.norm().item() for layer in layers if isinstance(layer, torch.nn.Linear)]
        np.testing.assert_allclose(case.values["norms"], norms, rtol=1e-10)
