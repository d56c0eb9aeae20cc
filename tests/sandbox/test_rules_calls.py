"""Library calls that a rule forbids, however they are made; and those that only look like them."""

import textwrap

import numpy as np
import pytest

from grader.model.call import VJP, Call, Ending, Job, Limits, Name, Run, Watch
from grader.model.value import TensorInput

LIMITS = Limits(call_seconds=30.0, import_seconds=60.0)
RELU = Watch(("MyReLU",), autodiff=True, calls=("ready_made_relu",))
CALLS = (
    Call("MyReLU.apply", (Name("x"),), binds=("out",)),
    Call(VJP, (Name("out"), Name("x"), Name("g")), binds=("dx",)),
)
INPUTS = {"x": TensorInput(np.array([-1.0, 0.5, 2.0]), requires_grad=True), "g": TensorInput(np.ones(3))}
FILE = """\
import functools, importlib, operator
import torch
import torch.nn.functional as F
from torch import nn
{extra}
class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        {forward}
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        {backward}
"""
GOOD_FORWARD, GOOD_BACKWARD = "return x.clamp(min=0)", "return g * (x > 0)"


def seen(sandbox, extra="", forward=GOOD_FORWARD, backward=GOOD_BACKWARD, watch=RELU):
    """The violations of both calls, by rule, with the outcomes' endings."""
    source = FILE.format(extra=textwrap.dedent(extra), forward=forward, backward=backward)
    with sandbox.open(Job("my_relu.py", source.encode(), "torch", LIMITS, (watch,))) as session:
        outcomes = session.run([Run("r", INPUTS, CALLS, frozenset({"dx"}))])["r"]
    assert outcomes[0].ending is Ending.RETURNED, outcomes[0]
    return [violation for outcome in outcomes for violation in outcome.violations]


READY_MADE = {
    "torch.relu": "return torch.relu(x)",
    "method": "return x.relu()",
    "in place": "return x.clone().relu_()",
    "functional": "return F.relu(x)",
    "module": "return nn.ReLU()(x)",
    "module called by hand": "return nn.ReLU().forward(x)",
    "getattr": "return getattr(torch, 're' + 'lu')(x)",
    "map": "return list(map(torch.relu, [x]))[0]",
    "partial": "return functools.partial(torch.relu)(x)",
    "methodcaller": "return operator.methodcaller('relu')(x)",
    "import": "return __import__('torch').relu(x)",
    "importlib": "return importlib.import_module('torch.nn.functional').relu(x)",
    "aten": "return torch.ops.aten.relu(x)",
    "aten overload": "return torch.ops.aten.relu.default(x)",
    "eval": "return eval('torch.relu(x)')",
    "exec": "d = {'torch': torch, 'x': x}; exec('y = torch.relu(x)', d); return d['y']",
    "sequential": "return nn.Sequential(nn.Identity(), nn.ReLU())(x)",
    "base class": "return torch._C.TensorBase.relu(x)",
    "variable functions": "return torch._C._VariableFunctions.relu(x)",
    "relu6": "return F.relu6(x)",
    "threshold": "return F.threshold(x, 0, 0)",
    "leaky": "return F.leaky_relu(x, 0.0)",
    "leaky module": "return nn.LeakyReLU(0.0)(x)",
    "prelu": "return torch.prelu(x, torch.zeros(1, dtype=x.dtype))",
    "rrelu": "return F.rrelu(x, 0.0, 0.0)",
    "hardtanh": "return F.hardtanh(x, 0.0, 1e30)",
    "softplus": "return F.softplus(x, beta=1e6)",
    "elu": "return F.elu(x, 0.0)",
    "silu": "return F.silu(x)",
    "gelu": "return F.gelu(x)",
}


@pytest.mark.parametrize("name", READY_MADE)
def test_ready_made_relus_are_seen(sandbox, name):
    violations = seen(sandbox, forward=READY_MADE[name])
    assert violations
    assert {(v.rule, v.callable) for v in violations} == {("call", "MyReLU")}
    assert violations[0].line == 10


def test_one_is_seen_in_a_helper_and_in_backward(sandbox):
    extra = "def helper(v):\n    return torch.relu(v)"
    assert [(v.rule, v.line) for v in seen(sandbox, extra, forward="return helper(x)")] == [("call", 6)]
    assert [v.rule for v in seen(sandbox, backward="return torch.relu(x).sign() * g")] == ["call"]


def test_one_is_seen_in_a_scripted_function(sandbox):
    forward = "return torch.jit.trace(lambda v: v.relu(), x.detach())(x.detach())"
    assert "call" in {v.rule for v in seen(sandbox, forward=forward)}


HAND_WORK = {
    "clamp": GOOD_FORWARD,
    "clamp_min": "return torch.clamp_min(x, 0)",
    "clip": "return torch.clip(x, min=0)",
    "where": "return torch.where(x > 0, x, torch.zeros_like(x))",
    "maximum": "return torch.maximum(x, torch.zeros_like(x))",
    "max": "return torch.max(x, torch.tensor(0.0, dtype=x.dtype))",
    "abs": "return (x + x.abs()) / 2",
    "mask": "return x * (x > 0)",
    "index": "y = x.clone(); y[x < 0] = 0; return y",
    "masked_fill": "return x.masked_fill(x < 0, 0)",
    "heaviside": "return x * torch.heaviside(x, torch.zeros(1, dtype=x.dtype))",
    "sign": "return x * (1 + x.sign()) / 2",
    "numpy": "import numpy as np; return torch.as_tensor(np.maximum(x.detach().numpy(), 0))",
    "loop": "return torch.tensor([max(v, 0.0) for v in x.tolist()], dtype=x.dtype)",
    "prints": "print(x); print(x.shape, f'{x.sum():.3f}'); return x.clamp(min=0)",
    "no_grad": "with torch.no_grad(): return x.clamp(min=0)",
    "branch that is off": "return torch.relu(x) if False else x.clamp(min=0)",
    "mentions it": "relu = 'torch.relu(x)'; return x.clamp(min=0)",
    "own function of that name": "relu = lambda v: v.clamp(min=0); return relu(x)",
    "assert on the dtype": "assert x.is_floating_point(); return x.clamp(min=0)",
}


@pytest.mark.parametrize("name", HAND_WORK)
def test_hand_work_is_no_violation(sandbox, name):
    assert seen(sandbox, forward=HAND_WORK[name]) == []


def test_what_the_file_does_elsewhere_is_no_violation(sandbox):
    extra = """
        demo = torch.randn(3, dtype=torch.double, requires_grad=True)
        expected = torch.relu(demo)
        expected.sum().backward()
        class Net(nn.Module):
            def forward(self, x): return nn.ReLU()(x)
        Net()(demo)
    """
    assert seen(sandbox, extra) == []


AUTODIFF = {
    "grad": "with torch.enable_grad(): v = x.detach().requires_grad_(); return torch.autograd.grad(v.clamp(min=0), v, g)[0]",
    "backward": "with torch.enable_grad(): v = x.detach().requires_grad_(); v.clamp(min=0).backward(g); return v.grad",
    "mapped": "with torch.enable_grad(): v = x.detach().requires_grad_(); list(map(v.clamp(min=0).backward, [g])); return v.grad",
    "autograd.backward": "with torch.enable_grad(): v = x.detach().requires_grad_(); torch.autograd.backward([v.clamp(min=0)], [g]); return v.grad",
    "engine": "with torch.enable_grad(): v = x.detach().requires_grad_(); torch.autograd.Variable._execution_engine.run_backward((v.clamp(min=0),), (g,), False, False, (), allow_unreachable=True, accumulate_grad=True); return v.grad",
    "mapped engine": "with torch.enable_grad(): v = x.detach().requires_grad_(); y = v.clamp(min=0); list(map(torch.autograd.Variable._execution_engine.run_backward, [(y,)], [(g,)], [False], [False], [()], [True], [True])); return v.grad",
    "functional": "return torch.autograd.functional.vjp(lambda v: v.clamp(min=0), x, g)[1]",
    "torch.func": "return torch.func.vjp(lambda v: v.clamp(min=0), x)[1](g)[0]",
    "forward mode": "import torch.autograd.forward_ad as fw\n        with fw.dual_level(): return fw.unpack_dual(fw.make_dual(x, g)).tangent",
    "ready derivative": "return torch.ops.aten.threshold_backward(g, x, 0)",
    "sigmoid_backward": "return torch.ops.aten.sigmoid_backward(g, x)",
}


@pytest.mark.parametrize("name", AUTODIFF)
def test_automatic_differentiation_in_backward_is_seen(sandbox, name):
    watch = Watch(("MyReLU",), autodiff=True)
    violations = seen(sandbox, backward=AUTODIFF[name], watch=watch)
    assert ("autodiff", "MyReLU") in {(v.rule, v.callable) for v in violations}
    assert violations[0].line is not None


def test_autograds_own_engine_running_backward_is_no_violation(sandbox):
    assert seen(sandbox, backward="y = g.clone(); y[x < 0] = 0; return y.reshape(x.shape)") == []


def test_a_single_method_can_be_watched(sandbox):
    watch = Watch(("MyReLU.backward",), calls=("ready_made_relu",))
    assert seen(sandbox, forward="return torch.relu(x)", watch=watch) == []
    (violation,) = seen(sandbox, backward="return torch.relu(x).sign() * g", watch=watch)
    assert violation.callable == "MyReLU.backward"


def test_a_single_library_call_can_be_forbidden_by_name(sandbox):
    watch = Watch(("MyReLU",), calls=("torch.where", "numpy.linalg.norm"))
    assert seen(sandbox, forward=HAND_WORK["where"], watch=watch)[0].what == "torch.where"
    norm = "import numpy as np; np.linalg.norm([1.0]); return x.clamp(min=0)"
    assert "norm" in seen(sandbox, forward=norm, watch=watch)[0].what
    assert seen(sandbox, forward=GOOD_FORWARD, watch=watch) == []


TAMPERING = {
    "setprofile": "import sys; sys.setprofile(None); return x.clamp(min=0)",
    "mapped setprofile": "import sys; list(map(sys.setprofile, [None])); return x.clamp(min=0)",
    "settrace": "import sys; sys.settrace(lambda *a: None); return x.clamp(min=0)",
    "threading": "import threading; threading.setprofile(None); return x.clamp(min=0)",
    "stack": "import sys; sys._getframe(1).f_locals; return x.clamp(min=0)",
    "stack by inspect": "import inspect; f = inspect.currentframe().f_back; return x.clamp(min=0)",
    "heap": "import gc; gc.get_objects(); return x.clamp(min=0)",
    "referrers": "import gc; gc.get_referrers(x); return x.clamp(min=0)",
    "memory": "import ctypes; ctypes.CDLL(None); return x.clamp(min=0)",
    "modes": "from torch.utils._python_dispatch import _disable_current_modes as d\n        with d(): return torch._C._VariableFunctions.clamp(x, 0)",
    "full stack": "import sys\n        def deep():\n            try: deep()\n            except RecursionError: pass\n        deep(); return x.clamp(min=0)",
}


@pytest.mark.parametrize("name", TAMPERING)
def test_attempts_at_the_watch_are_seen(sandbox, name):
    assert "tampering" in {v.rule for v in seen(sandbox, forward=TAMPERING[name])}


def test_a_violation_outlives_what_the_program_does_afterwards(sandbox):
    forward = "y = torch.relu(x); import os; os._exit(0)"
    source = FILE.format(extra="", forward=forward, backward=GOOD_BACKWARD)
    with sandbox.open(Job("my_relu.py", source.encode(), "torch", LIMITS, (RELU,))) as session:
        outcome = session.run([Run("r", INPUTS, CALLS)])["r"][0]
    assert outcome.ending is Ending.EXITED
    assert [v.rule for v in outcome.violations] == ["call"]


def test_runs_can_go_unwatched(sandbox):
    source = FILE.format(extra="", forward="return torch.relu(x)", backward=GOOD_BACKWARD)
    with sandbox.open(Job("my_relu.py", source.encode(), "torch", LIMITS, (RELU,))) as session:
        outcome = session.run([Run("r", INPUTS, CALLS, watched=False)])["r"][0]
    assert (outcome.ending, outcome.violations) == (Ending.RETURNED, ())


def test_what_is_required_is_reported_like_what_is_forbidden(sandbox):
    watch = Watch(("torch_gradients",), autodiff=True, required=True)
    body = """
        import torch
        def torch_gradients(x):
            x = torch.tensor(x, requires_grad=True)
            (x * x).backward()
            return x.grad.item()
    """
    calls = (Call("torch_gradients", (3.0,), binds=("y",)),)
    with sandbox.open(Job("work.py", textwrap.dedent(body).encode(), "torch", LIMITS, (watch,))) as session:
        outcome = session.run([Run("r", {}, calls, frozenset({"y"}))])["r"][0]
    assert outcome.values == {"y": 6.0}
    assert [(v.rule, v.callable) for v in outcome.violations] == [("autodiff", "torch_gradients")]
