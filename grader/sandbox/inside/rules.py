"""What a watched callable may not call, as tables.

A sighting is a pair: the rule that is broken ("autodiff", "finite_differences", "call") and what was seen, as a student would
write it. Tables of Python functions go by the module and qualified name that a frame's code and globals give; tables of
builtins by name and owner; tables of operators by the name that torch's dispatcher knows.
"""

from fnmatch import fnmatchcase
from types import ModuleType
from typing import Any, NamedTuple

from .job import Watched


class Sighting(NamedTuple):
    """A forbidden call."""

    rule: str
    what: str


AUTODIFF_FUNCTIONS: dict[str, tuple[str, ...]] = {
    "torch.autograd": ("grad", "backward"),
    "torch._tensor": ("Tensor.backward",),
    "_worker.gates": ("*",),
    "torch.autograd.graph": ("_engine_run_backward",),
    "torch.autograd.functional": ("vjp", "jvp", "vhp", "hvp", "jacobian", "hessian"),
    "torch.autograd.forward_ad": ("make_dual", "enter_dual_level", "dual_level.__enter__"),
    "torch._functorch.apis": ("grad", "grad_and_value"),
    "torch._functorch.eager_transforms": (
        "vjp", "jvp", "jacrev", "jacfwd", "hessian", "linearize", "grad_impl", "grad_and_value_impl", "_vjp_with_argnums",
        "_jvp_with_argnums",
    ),
    "sympy.core.function": ("diff", "Derivative.*"),
    "sympy.core.expr": ("Expr.diff", "Expr.series", "Expr.taylor_term"),
    "sympy.core.basic": ("Basic._eval_derivative*",),
    "sympy.core.add": ("Add._eval_derivative*",),
    "sympy.core.mul": ("Mul._eval_derivative*",),
    "sympy.core.power": ("Pow._eval_derivative*",),
    "sympy.polys.polytools": ("Poly.diff",),
}  # fmt: skip
"""Python functions that differentiate, by module."""

AUTODIFF_LIBRARIES = frozenset(
    [
        "jax",
        "jaxlib",
        "autograd",
        "tensorflow",
        "keras",
        "tinygrad",
        "micrograd",
        "minitorch",
        "theano",
        "aesara",
        "pytensor",
        "chainer",
        "mxnet",
        "paddle",
        "mindspore",
        "casadi",
        "algopy",
        "ad",
        "autodiff",
    ]
)
"""Packages that differentiate; in them, the names below."""

AUTODIFF_NAMES = (
    "grad", "value_and_grad", "*.gradient", "vjp", "jvp", "make_vjp", "make_jvp", "jacobian", "jacrev", "jacfwd", "hessian",
    "elementwise_grad", "linearize", "backward", "*.backward", "backprop", "gradient", "jacobian_vector_product",
)  # fmt: skip

AUTODIFF_BUILTINS = frozenset(
    {"run_backward", "_make_dual", "_enter_dual_level", "_grad_increment_nesting", "_jvp_increment_nesting", "_vjp"}
)
"""Functions of torch's own C++ side."""

HOOK_BUILTINS = frozenset({"setprofile", "settrace", "addaudithook"})
"""What the watch could be switched off with."""

BACKWARD_OPERATORS = ("*_backward", "*_backward_data", "*_backward.*", "*_jvp", "_make_dual*", "_unpack_dual", "_fw_primal")
"""Ready derivatives among torch's operators (``torch.ops.aten.sigmoid_backward`` called by hand), and forward mode's own."""

PLUMBING = frozenset(
    {"_to_copy", "to", "sum", "add", "add_", "detach", "alias", "view", "_unsafe_view", "reshape", "expand", "clone", "copy_"}
    | {"zeros", "zeros_like", "new_zeros", "empty", "empty_like", "new_empty", "new_empty_strided", "fill_", "ones_like"}
    | {"as_strided", "permute", "transpose", "t", "squeeze", "unsqueeze", "lift_fresh", "is_same_size"}
    | {"isnan", "isinf", "isfinite", "any", "all", "eq", "ne", "equal", "is_nonzero"}
    | {"item", "_local_scalar_dense", "_is_any_true", "_is_all_true"}
)
"""Operators with which autograd's engine carries gradients about, adds them up and looks for NaN (as its anomaly mode does);
anything else is a derivative."""

DIFFERENCE_FUNCTIONS: dict[str, tuple[str, ...]] = {
    "scipy.optimize._optimize": ("approx_fprime", "check_grad", "_approx_fprime_helper"),
    "scipy.optimize._numdiff": ("approx_derivative", "check_derivative"),
    "scipy.differentiate._differentiate": ("derivative", "jacobian", "hessian"),
    "scipy.misc._common": ("derivative",),
    "torch.autograd.gradcheck": ("gradcheck", "gradgradcheck", "get_numerical_jacobian*", "_get_numerical_jacobian*"),
    "numpy": ("gradient",),
    "numpy.lib._function_base_impl": ("gradient",),
    "numpy.lib.function_base": ("gradient",),
    "statsmodels.tools.numdiff": ("approx_*",),
    "numpy.polynomial._polybase": ("ABCPolyBase.deriv", "ABCPolyBase.fit"),
    "numpy.polynomial.polynomial": ("polyder",),
    "numpy.polynomial.chebyshev": ("chebder",),
    "numpy.lib._polynomial_impl": ("polyder", "poly1d.deriv", "polyfit"),
    "numpy.lib.polynomial": ("polyder", "poly1d.deriv", "polyfit"),
    "numpy.lib._twodim_base_impl": ("vander",),
    "numpy.lib.twodim_base": ("vander",),
    "mpmath.calculus.differentiation": ("diff*", "taylor", "pade"),
    "scipy.interpolate._interpolate": ("PPoly.derivative", "BPoly.derivative"),
    "scipy.interpolate._bsplines": ("BSpline.derivative",),
    "scipy.interpolate._fitpack2": ("UnivariateSpline.derivative", "UnivariateSpline.derivatives"),
}
"""Python functions that approximate derivatives, of functions or of what interpolates them, by module."""

DIFFERENCE_LIBRARIES = frozenset({"numdifftools", "pynumdiff", "findiff", "derivative"})


class Forbidden(NamedTuple):
    """A row of :data:`CALLS`: function names, wherever they are found (below ``roots``, when it names packages)."""

    names: frozenset[str]
    roots: frozenset[str] | None = None
    modules: frozenset[str] = frozenset()
    """Names of ``torch.nn`` modules whose call counts as well."""


_RELU_NAMES = [
    "relu",
    "relu6",
    "threshold",
    "leaky_relu",
    "prelu",
    "rrelu",
    "elu",
    "celu",
    "selu",
    "gelu",
    "silu",
    "mish",
    "softplus",
    "hardtanh",
    "hardswish",
    "hardsigmoid",
    "rrelu_with_noise",
    "_prelu_kernel",
    "relu6_",
    "leaky_relu_backward",
    "threshold_backward",
    "hardtanh_backward",
    "_threshold",
    "_addmm_activation",
]
CALLS: dict[str, Forbidden] = {
    "ready_made_relu": Forbidden(
        frozenset(_RELU_NAMES) | frozenset(name + "_" for name in _RELU_NAMES),
        modules=frozenset(
            [
                "ReLU",
                "ReLU6",
                "Threshold",
                "LeakyReLU",
                "PReLU",
                "RReLU",
                "ELU",
                "CELU",
                "SELU",
                "GELU",
                "SiLU",
                "Mish",
                "Softplus",
                "Hardtanh",
                "Hardswish",
                "Hardsigmoid",
            ]
        ),
    ),
}
"""Groups of calls that an exercise's rules may name. ``clamp``, ``where``, ``maximum``, ``abs`` and arithmetic are in none."""


class Rules:
    """What holds while one callable is watched: all its watches together."""

    def __init__(self, watches: "list[Watched]") -> None:
        """``watches`` are those that name the callable."""
        forbidding = [watch for watch in watches if not watch.required]
        self.autodiff = any(watch.autodiff for watch in watches)
        self.home_made = any(watch.autodiff for watch in forbidding)
        self.finite_differences = any(watch.finite_differences for watch in watches)
        self.tampering = bool(forbidding)
        self.requiring_only = not forbidding
        self.calls = [CALLS.get(name) or _dotted(name) for watch in watches for name in watch.calls]
        self.builtins = frozenset().union(*(row.names for row in self.calls))
        if self.autodiff:
            self.builtins |= AUTODIFF_BUILTINS
        if self.tampering:
            self.builtins |= HOOK_BUILTINS

    def function(self, module: str, name: str) -> Sighting | None:
        """A Python function that is not the student's own."""
        root = module.partition(".")[0]
        if self.autodiff and (
            _in(AUTODIFF_FUNCTIONS.get(module, ()), name) or (root in AUTODIFF_LIBRARIES and _in(AUTODIFF_NAMES, name))
        ):
            return Sighting("autodiff", _public(module, name))
        if self.finite_differences and (
            _in(DIFFERENCE_FUNCTIONS.get(module, ()), name) or root in DIFFERENCE_LIBRARIES
        ):
            return Sighting("finite_differences", _public(module, name))
        for row in self.calls:
            owner, _, method = name.partition(".")
            if row.roots is not None and root not in row.roots:
                continue
            if name in row.names or (owner in row.modules and method in ("forward", "__call__")):
                return Sighting("call", _public(module, owner))
        return None

    def builtin(self, name: str, owner: Any, module: str | None) -> Sighting | None:
        """A builtin whose name is among :attr:`builtins`; ``owner`` is its ``__self__``, ``module`` its ``__module__``."""
        root = _root_of(owner) if owner is not None else str(module).partition(".")[0]
        if name in HOOK_BUILTINS and root == "sys":
            return Sighting("tampering", f"sys.{name}")
        if self.autodiff and name in AUTODIFF_BUILTINS and root == "torch":
            return Sighting("autodiff", "torch.autograd" if name == "run_backward" else f"torch's {name}")
        for row in self.calls:
            if name in row.names and (root in row.roots if row.roots is not None else root in ("torch", "numpy")):
                return Sighting("call", f"{root}.{name}")
        return None

    def operator(self, name: str) -> Sighting | None:
        """An operator of torch's dispatcher, such as "relu" or "threshold_backward"."""
        for row in self.calls:
            if name in row.names and (row.roots is None or "torch" in row.roots):
                return Sighting("call", f"torch.ops.aten.{name}")
        if self.autodiff and _in(BACKWARD_OPERATORS, name):
            return Sighting("autodiff", f"torch.ops.aten.{name}")
        return None


def _dotted(name: str) -> Forbidden:
    """A row for a single dotted name, "torch.linalg.inv": also known as "linalg_inv" among builtins and operators."""
    parts = name.split(".")
    names = {parts[-1], parts[-1] + "_", "_".join(parts[-2:])} if len(parts) > 1 else {name}
    return Forbidden(frozenset(names), frozenset({parts[0]}) if len(parts) > 1 else None, frozenset({parts[-1]}))


def _in(patterns: tuple[str, ...], name: str) -> bool:
    return any(name == pattern or ("*" in pattern and fnmatchcase(name, pattern)) for pattern in patterns)


def _root_of(owner: Any) -> str:
    """The package that a builtin belongs to, by its ``__self__``: a module, a class or an object whose method it is."""
    if type(owner) is ModuleType:
        name: Any = ModuleType.__getattribute__(owner, "__name__")
        return str(name).partition(".")[0]
    for base in _mro(owner if isinstance(owner, type) else type(owner)):
        root = str(type.__getattribute__(base, "__module__")).partition(".")[0]
        if root in ("torch", "numpy"):
            return root
    return ""


_PUBLIC = {"_worker.gates": "torch.autograd"}
_PUBLIC |= {"torch._tensor": "torch", "torch.autograd.graph": "torch.autograd", "torch._functorch.apis": "torch.func"}
_PUBLIC |= {"torch._functorch.eager_transforms": "torch.func", "torch.nn.modules.activation": "torch.nn"}


def _public(module: str, name: str) -> str:
    """The name under which a student knows a function."""
    return _PUBLIC.get(module, module) + "." + name.rpartition("<locals>.")[2].removeprefix("_")


_mro: Any = type.__dict__["__mro__"].__get__
