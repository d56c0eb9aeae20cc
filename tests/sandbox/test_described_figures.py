"""What is told of a figure: the parts that are really drawn, wherever matplotlib keeps them."""

import textwrap

import pytest

from grader.model.call import DESCRIBE, Call, Ending, Job, Limits, Name, Run
from grader.model.value import Described

LIMITS = Limits(call_seconds=30.0, import_seconds=60.0)
CALLS = (Call("f", (), binds=("figure",)), Call(DESCRIBE, (Name("figure"),), binds=("facts",)))


@pytest.fixture
def facts(sandbox):
    def of(body: str):
        source = "import matplotlib.pyplot as plt\ndef f():\n" + textwrap.indent(textwrap.dedent(body), "    ")
        with sandbox.open(Job("work.py", source.encode(), "numpy", LIMITS, ())) as session:
            outcome = session.run([Run("r", {}, CALLS, frozenset({"facts"}))])["r"][-1]
        assert outcome.ending is Ending.RETURNED, outcome
        assert isinstance(outcome.values["facts"], Described), outcome.values["facts"]
        return outcome.values["facts"].facts

    return of


def panel(facts, setup: str):
    return facts(f"fig, ax = plt.subplots()\n{setup}\nreturn fig")["axes"][0]


def test_figures_inside_a_figure(facts):
    found = facts("""
        fig = plt.figure()
        for sub, name in zip(fig.subfigures(1, 3), "abc"):
            ax = sub.subplots(); ax.plot([1, 2, 3], label=name)
            sub.supxlabel("layer " + name); sub.legend()
            sub.set_visible(name != "c")
        return fig
    """)
    assert found["supxlabel"] == "layer a\nlayer b"
    assert [[entry["text"] for entry in axes["legend"]] for axes in found["axes"][:2]] == [["a"], ["b"]]
    assert [axes["lines"][0]["visible"] for axes in found["axes"]] == [True, True, False]


def test_two_legends(facts):
    found = panel(
        facts, "a, b = ax.plot([[1, 2], [2, 3]])\nax.add_artist(ax.legend([a], ['a']))\nax.legend([b], ['b'])"
    )
    assert sorted(entry["text"] for entry in found["legend"]) == ["a", "b"]


def test_a_collection_of_lines(facts):
    found = panel(
        facts,
        "from matplotlib.collections import LineCollection\n"
        "ax.add_collection(LineCollection([[(1, 5), (2, 6), (3, 7)], [(0, 0), (9, 9)]], colors='red', label='a')); ax.legend()",
    )
    (line,) = found["lines"]
    assert (line["x"].data.tolist(), line["y"].data.tolist(), line["visible"]) == ([1, 2, 3], [5, 6, 7], True)
    (entry,) = found["legend"]
    assert (entry["text"], entry["style"].split()[0]) == ("a", line["style"])


@pytest.mark.parametrize(
    ("setup", "seen"),
    [
        ("pass", (True, "layer", "norm")),
        ("ax.set_axis_off()", (True, "", "")),
        ("ax.set_visible(False)", (False, "", "")),
        ("ax.yaxis.set_visible(False)", (True, "layer", "")),
        ("ax.xaxis.label.set_visible(False)", (True, "", "norm")),
        ("line.set_color('white')", (False, "layer", "norm")),
        ("line.set(color='white', marker='o', mfc='red')", (True, "layer", "norm")),
        ("ax.set_ylim(10, 20)", (False, "layer", "norm")),
        ("ax.set_ylim(2.5, 1.5); ax.set_xlim(9, 0.5)", (False, "layer", "norm")),
        ("ax.set_ylim(2.5, 0.5)", (True, "layer", "norm")),
        ("line.set_color('white'); ax.set_facecolor('black')", (True, "layer", "norm")),
        ("line.set_color('black'); fig.set_facecolor('none'); ax.set_facecolor('none')", (True, "layer", "norm")),
    ],
)
def test_what_is_seen(facts, setup, seen):
    found = panel(facts, f"line, = ax.plot([1, 2, 3])\nax.set(xlabel='layer', ylabel='norm')\n{setup}")
    assert (found["lines"][0]["visible"], found["xlabel"], found["ylabel"]) == seen


def test_texts_and_where_they_stand(facts):
    found = panel(
        facts,
        "ax.semilogy([1, 2], [10, 1000]); ax.annotate('a', (2, 1000), xytext=(9, 9), textcoords='offset points')\n"
        "ax.text(2, 100, 'b'); ax.text(-0.2, 0.5, 'c', transform=ax.transAxes, rotation=90); fig.text(0, 0, 'd')",
    )
    a, b, c = found["texts"]
    assert a["beside"] == [2, 1000]
    assert b["beside"] == pytest.approx([2, 100])
    assert [(text["upright"], text["outside"]) for text in (a, b, c)] == [(False, False), (False, False), (True, True)]


@pytest.mark.parametrize(
    ("setup", "texts"),
    [
        ("pass", []),
        ("ax.set_xticks([1, 2], labels=['2', '1'])", ["2", "1"]),
        ("ax.set_xticks([1, 2]); ax.xaxis.set_major_formatter(lambda x, _: f'{3 - x:.0f}')", ["2", "1"]),
        ("ax.set_xticks([1, 2]); ax.xaxis.set_major_formatter(lambda x, _: 1 / 0)", []),
    ],
)
def test_numbers_written_at_the_ticks(facts, setup, texts):
    assert [tick["text"] for tick in panel(facts, f"ax.plot([1, 2], [3, 4])\n{setup}")["ticks"]] == texts
