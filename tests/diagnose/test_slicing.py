"""Which lines a returned value depends on."""

from grader.diagnose.slicing import relevant_lines
from grader.model.call import Call, Name

PROGRAM = (
    Call("forward", (Name("x"),), binds=("out", "cache"), unpack=True),
    Call("backward", (Name("dout"), Name("cache")), binds=("dx", "dgamma"), unpack=True),
)

SOURCE = """\
def helper(a):
    return 2 * a


def unused(a):
    return a


def forward(x):
    mean = x.mean()
    noise = 3
    return x - mean, mean


def backward(dout, cache):
    mean = cache
    dgamma = dout.sum()
    dx = helper(dout)
    for i in range(3):
        dx[i] = dx[i] - mean
    return dx, dgamma
"""


def test_only_what_the_value_depends_on():
    lines = relevant_lines(SOURCE, PROGRAM, ["dx"])
    assert {line for line, back in lines.items() if back == 0} == {2, 16, 18, 19, 20, 21}
    assert {line for line, back in lines.items() if back == 1} == {10, 12}


def test_lines_that_compute_other_results_are_left_out():
    assert 18 not in relevant_lines(SOURCE, PROGRAM, ["dgamma"])
    assert 17 in relevant_lines(SOURCE, PROGRAM, ["dgamma"])


def test_the_nearest_of_several_wrong_values_counts():
    lines = relevant_lines(SOURCE, PROGRAM, ["out", "dx"])
    assert lines[10] == 0


def test_entries_of_a_dict_by_key():
    source = "def f(a, b):\n    u = a\n    v = b\n    return {'u': u, 'v': v}\n"
    program = (Call("f", (Name("a"), Name("b")), binds=("r",)),)
    assert set(relevant_lines(source, program, ["r.u"])) == {2, 4}


def test_autograd_and_attributes_carry_values_that_no_name_shows():
    source = "def norms(model, x):\n    loss = model(x)\n    loss.backward()\n    return [p.grad for p in model]\n"
    program = (Call("norms", (Name("m"), Name("x")), binds=("n",)),)
    assert set(relevant_lines(source, program, ["n"])) == {2, 3, 4}


def test_methods_of_an_autograd_function():
    source = (
        "class MyReLU(Function):\n    @staticmethod\n    def forward(ctx, x):\n        ctx.save_for_backward(x)\n"
        "        return x.clamp(min=0)\n\n    @staticmethod\n    def backward(ctx, g):\n        (x,) = ctx.saved_tensors\n"
        "        return g * (x > 0)\n"
    )
    program = (
        Call("MyReLU.apply", (Name("x"),), binds=("out",)),
        Call("vjp", (Name("out"), Name("x"), Name("u")), binds=("dx",)),
    )
    assert {line for line, back in relevant_lines(source, program, ["dx"]).items() if back == 0} == {9, 10}
    assert set(relevant_lines(source, program, ["out"])) >= {5}
