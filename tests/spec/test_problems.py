"""Every way to get a spec wrong: what is said, and where. ``¦`` marks the places of the problems, in order."""

import pytest

from tests.spec.courses import EXERCISE, marked, problems, spoilt, write_course

FILE = "exercises/affine/exercise.yaml"


def check(tmp_path, old, new, *messages, text=EXERCISE):
    """The problems of the exercise with ``old`` replaced are ``messages``, each at its marker (or ``@line:column``)."""
    clean, places = marked(spoilt(text, old, new))
    marks = iter(places)
    expected = [f"{FILE}:{m[1:]}" if m[0] == "@" else f"{FILE}:{next(marks)}: {m}" for m in messages]
    assert problems(write_course(tmp_path, clean)) == expected
    assert next(marks, None) is None


KEYS = [
    ("title: An affine map", "¦titel: An affine map", "@1:1: title: is missing",
     "titel: is not a key here: 'titel' (did you mean 'title'?)"),
    ("title: An affine map", "title: An affine map\n¦colour: red",
     "colour: is not a key here: 'colour' (known: id, title, summary, points, statement, reference, worker, rules, "
     "forbidden, preamble, stub, parts)"),
    ("summary: Forward and backward.\n", "", "@1:1: summary: is missing"),
    ("summary: Forward and backward.", "¦summary:", "summary: has no value"),
    ("title: An affine map", "title: ¦12", "title: must be text: '12' (put it in quotes)"),
    ("title: An affine map", "title: ¦''", "title: must not be empty: \"''\""),
    ("points: 10\n", "points: ¦'10'\n", "points: must be a number: \"'10'\" (write it without quotes)"),
    ("points: 10\n", "points: ¦true\n", "points: must be a number: 'true'"),
    ("points: 10\n", "points: ¦.inf\n", "points: must be a finite number: '.inf'"),
    ("points: 10\n", "points: ¦-10\n", "points: must be greater than 0: '-10'"),
    ("points: 10\n", "points: ¦11\n",
     "points: are not what the checks add up to, 10: '11' (change one or the other)"),
    ("id: affine\n", "id: ¦afine\n",
     "id: is not the name of the exercise's folder: 'afine' (write affine)"),
    ("id: affine\n", "id: ¦¦Affine-1\n",
     "id: must be lower-case letters, digits and underscores, a letter first: 'Affine-1'",
     "id: is not the name of the exercise's folder: 'Affine-1' (write affine)"),
    ("reference: affine.py", "reference: ¦affin.py",
     "reference: is not a file in reference/: 'affin.py' (did you mean 'affine.py'?)"),
    ("reference: affine.py", "reference: ¦¦../x.py",
     "reference: must be the name of a file, without folders: '../x.py'",
     "reference: is not a file in reference/: '../x.py' (known: affine.py)"),
    ("statement: statement.md", "statement: ¦statment.md",
     "statement: is not a file in the exercise's folder: 'statment.md' (did you mean 'statement.md'?)"),
    ("framework: numpy", "framework: ¦nunpy",
     "worker.framework: must be one of numpy, torch: 'nunpy' (did you mean 'numpy'?)"),
    ("time: 5s", "time: ¦5",
     "worker.time: must be a time with a unit (ms, s, min): '5' (for example 5s)"),
    ("time: 5s", "time: ¦0s", "worker.time: must be greater than 0: '0s'"),
    ("memory: 512MiB", "memory: ¦512Mib",
     "worker.memory: must be a size with a unit (KiB, MiB, GiB, kB, MB, GB): '512Mib' (for example 512MiB)"),
    ("memory: 512MiB", "¦memroy: 512MiB",
     "worker.memroy: is not a key here: 'memroy' (did you mean 'memory'?)"),
    ("worker: {framework: numpy, time: 5s, memory: 512MiB}", "worker: ¦numpy",
     "worker: must be a mapping of keys to values: 'numpy'"),
    ("preamble: import numpy as np", "preamble: ¦print(1)",
     "preamble: must hold import statements only: 'print(1)' (for example import numpy as np)"),
    ("preamble: import numpy as np", "preamble: ¦imprt numpy",
     "preamble: must hold import statements only: 'imprt numpy' (for example import numpy as np)"),
]

RULES = [
    ("no: [autodiff],", "no: [¦autodif],",
     "rules[0].no[0]: must be one of autodiff, finite_differences: 'autodif' (did you mean 'autodiff'?)"),
    ("no: [autodiff], no_calls: [ready_made]}", "¦note: [autodiff]}",
     "rules[0].note: is not a key here: 'note' (did you mean 'no'?)"),
    ("{in: [forward, Affine.apply], no: [autodiff], no_calls: [ready_made]}", "¦{in: [forward]}",
     "rules[0]: forbids nothing: '{in: [forward]}' (add no: [...] or no_calls: [...])"),
    ("in: [forward, Affine.apply]", "in: [¦forwad, ¦Affine.aply, ¦HAND]",
     "rules[0].in[0]: is not a callable of the stub: 'forwad' (did you mean 'forward'?)",
     "rules[0].in[1]: is not a callable of the stub: 'Affine.aply' (did you mean 'Affine.apply'?)",
     "rules[0].in[2]: is not a callable of the stub: 'HAND' (known: forward, backward, Affine, Affine.apply)"),
    ("no_calls: [ready_made]", "no_calls: [¦redy_made, torch.relu]",
     "rules[0].no_calls[0]: is not a group of calls: 'redy_made' (did you mean 'ready_made'?)"),
    ("no: [autodiff],", "no: ¦[],", "rules[0].no: must not be empty: '[]'"),
]

STUB = [
    ("signature: (x, w, b=0.0)", "signature: ¦x, w",
     "stub.forward.signature: is not a signature: 'x, w' (for example (x, eps=1e-5))"),
    ("signature: (x, w, b=0.0)", "signature: ¦'(x): pass'",
     "stub.forward.signature: is not a signature: \"'(x): pass'\" (for example (x, eps=1e-5))"),
    ("    signature: (x, w, b=0.0)\n    doc: The map.", "    ¦doc: The map.",
     "stub.forward.signature: is missing"),
    ("""value: '{"w": None}'""", """value: ¦'{"w": '""",
     """stub.HAND.value: is not a Python expression: '\\'{"w": \\'' (for example '{"w": None}', in quotes)"""),
    ("""value: '{"w": None}'""", "value: ¦{w: 1}", "stub.HAND.value: must be text: '{w: 1}'"),
    ("base: np.ndarray", "base: ¦np ndarray",
     "stub.Affine.base: must be a name, or names joined by dots: 'np ndarray'"),
    ("apply: {signature: (x), decorator", "apply: {signature: (x), ¦decorater",
     "stub.Affine.methods.apply.decorater: is not a key here: 'decorater' (did you mean 'decorator'?)"),
    ("base: np.ndarray", "base: np.ndarray\n    ¦signature: (x)",
     "stub.Affine.signature: is not a key here: 'signature' (known: base, doc, methods)"),
]
DRAWS = [
    ("x: {normal: [N, D]}", "x: {¦nrmal: [N, D]}",
     "parts[0].draw.x.nrmal: is not a distribution: 'nrmal' (did you mean 'normal'?)"),
    ("x: {normal: [N, D]}", "x: ¦{scale: 2}",
     "parts[0].draw.x: names no distribution: '{scale: 2}' (known: normal, uniform, signed, literal, constant, "
     "integers, choice, network, layers, profiles)"),
    ("x: {normal: [N, D]}", "x: {normal: [N, D], ¦uniform: [N]}",
     "parts[0].draw.x.uniform: is a second distribution, beside 'normal': 'uniform' (keep one)"),
    ("x: {normal: [N, D]}", "x: {normal: [N, D], ¦scal: 2}",
     "parts[0].draw.x.scal: is not a key here: 'scal' (did you mean 'scale'?)"),
    ("x: {normal: [N, D]}", "x: {normal: ¦4}", "parts[0].draw.x.normal: must be a list: '4'"),
    ("x: {normal: [N, D]}", "x: {normal: [¦-1, ¦0.5, D]}",
     "parts[0].draw.x.normal[0]: must be at least 0: '-1'",
     "parts[0].draw.x.normal[1]: must be a whole number: '0.5'"),
    ("x: {normal: [N, D]}", "x: {normal: [N, ¦¦d]}",
     "parts[0].draw.x.normal[1]: is not a size that case 'typical' knows: 'd' (did you mean 'D'?)",
     "parts[0].draw.x.normal[1]: is not a size that case 'wide' knows: 'd' (did you mean 'D'?)"),
    ("x: {normal: [N, D]}", "x: {normal: [N, D], scale: ¦0}", "parts[0].draw.x.scale: must be greater than 0: '0'"),
    ("x: {normal: [N, D]}", "x: {normal: [N, D], scale: ¦.nan}",
     "parts[0].draw.x.scale: must be a finite number: '.nan'"),
    ("x: {normal: [N, D]}", "x: {normal: [N, D], dtype: ¦float46}",
     "parts[0].draw.x.dtype: must be one of float64, float32: 'float46' (did you mean 'float64'?)"),
    ("x: {normal: [N, D]}", "x: {normal: [N, D], layout: ¦transpose}",
     "parts[0].draw.x.layout: must be one of contiguous, transposed, strided, expanded: 'transpose' "
     "(did you mean 'transposed'?)"),
    ("x: {normal: [N, D]}", "x: {normal: [N, D], ¦requires_grad: true}",
     "parts[0].draw.x.requires_grad: needs a tensor: 'requires_grad' (put tensors: true into the part)"),
    ("x: {normal: [N, D]}", "x: ¦{normal: [9000, 9000]}",
     "parts[0].draw.x: has more than 10000000 entries: '{normal: [9000, 9000]}'"),
    ("dout: {normal: [N]}", "dout: ¦{normal: [], layout: strided}",
     "parts[0].draw.dout: is a scalar, which cannot be laid out strided: '{normal: [], layout: strided}' "
     "(leave layout out)"),
    ("w: {uniform: [D], low: 0.5, high: 2}", "w: ¦{uniform: [D], low: 3, high: 2}",
     "parts[0].draw.w: has low 3, which is not below high 2: '{uniform: [D], low: 3, high: 2}'"),
    ("w: {uniform: [D], low: 0.5, high: 2}", "w: ¦{signed: [D], high: 2}", "parts[0].draw.w.low: is missing"),
    ("w: {uniform: [D], low: 0.5, high: 2}", "¦w:", "parts[0].draw.w: has no value (give a distribution or a plain value)"),
    ("dout: {normal: [N]}", "dout: ¦[[1, 2], [3]]",
     "parts[0].draw.dout: must be a rectangular nested list: its rows differ in length: '[[1, 2], [3]]'"),
    ("dout: {normal: [N]}", "dout: ¦[1, .nan]",
     "parts[0].draw.dout: must hold finite numbers only, not nan: '[1, .nan]'"),
    ("dout: {normal: [N]}", "dout: {normal: [N]}\n      ¦¦do ut: 1",
     "parts[0].draw.do ut: is not a name that a program can use: 'do ut'",
     "parts[0].draw.do ut: is drawn, but neither the program nor a check uses it: 'do ut' (did you mean 'dout'?)"),
    ("draw: {w: {constant: [D], value: 1}}", "draw: {¦v: {constant: [D], value: 1}}",
     "parts[0].cases[1].draw.v: is drawn, but neither the program nor a check uses it: 'v' (known: cache, dout, w, x)"),
]

CASES = [
    ("- name: wide\n", "- name: ¦typical\n",
     "parts[0].cases[1].name: is the name of another case of this part, in line 35: 'typical'",
     "@52:17: parts[0].checks[1].cases[0]: is not a case of this part: 'wide' (known: typical)"),
    ("note: a wide one\n", "¦nota: a wide one\n",
     "@39:9: parts[0].cases[1].note: is missing",
     "parts[0].cases[1].nota: is not a key here: 'nota' (did you mean 'note'?)"),
    ("public: true", "public: ¦yes", "parts[0].cases[0].public: must be true or false: 'yes'"),
    ("        public: true\n", "", "@24:1: parts: have no public case: 'parts' (give one case public: true, for students to check with)"),
    ("sizes: {D: 9}", "sizes: {D: 9, ¦n: 3}",
     "parts[0].cases[1].sizes.n: is a size that no shape of this case uses: 'n'"),
    ("sizes: {D: 9}", "sizes: {D: ¦many}", "parts[0].cases[1].sizes.D: must be a whole number: 'many'"),
    ("sizes: {N: 4}", "sizes: {N: 4, ¦M: 3}", "parts[0].sizes.M: is a size that no shape of this part uses: 'M'"),
    ("      - {name: only, note: the given point, draw: {}}", "      - ¦only",
     "parts[1].cases[0]: must be a mapping of keys to values: 'only'"),
    ("    cases:\n      - {name: only, note: the given point, draw: {}}", "    cases: ¦[]",
     "parts[1].cases: must not be empty: '[]'"),
]

CHECKS = [
    ("{id: out, value: out,", "{id: out, ¦valeu: out,",
     "parts[0].checks[0].valeu: is not a kind of check: 'valeu' (did you mean 'value'?)"),
    ("{id: out, value: out,", "¦{id: out,",
     "parts[0].checks[0]: names no kind of check: '{id: out, points: 4, title: Forward}' "
     "(known: value, gradient, property)"),
    ("{id: out, value: out,", "{id: out, value: out, ¦property: smooth,",
     "parts[0].checks[0].property: is a second kind of check, beside 'value': 'property' (keep one)"),
    ("      - {id: out, value: out, points: 4, title: Forward}", "      - ¦out",
     "parts[0].checks[0]: must be a mapping of keys to values: 'out'"),
    ("{id: out, value: out,", "{id: out, value: ¦ou,",
     "parts[0].checks[0].value: needs 'ou', which the program does not bind: 'ou' (did you mean 'out'?)"),
    ("gradient: grads.w", "gradient: ¦grad.w",
     "parts[0].checks[1].gradient: needs 'grad', which the program does not bind: 'grad.w' (did you mean 'grads'?)"),
    ("wrt: w\n", "wrt: ¦v\n",
     "parts[0].checks[1].wrt: needs the input 'v', which case 'wide' does not draw: 'v' (known: dout, w, x)"),
    ("upstream: dout", "¦upsteam: dout", "@45:9: parts[0].checks[1].upstream: is missing",
     "parts[0].checks[1].upsteam: is not a key here: 'upsteam' (did you mean 'upstream'?)"),
    ("cases: [wide]", "cases: [¦wid]",
     "parts[0].checks[1].cases[0]: is not a case of this part: 'wid' (did you mean 'wide'?)"),
    ("- id: dw\n", "- id: ¦out\n",
     "parts[0].checks[1].id: is the id of another check, in line 44: 'out' (ids are unique)"),
    ("{id: hand, value: hand", "{id: ¦out, value: hand",
     "parts[1].checks[0].id: is the id of another check, in line 44: 'out' (ids are unique)"),
    ("points: 4, title: Forward", "points: ¦-4, title: Forward", "parts[0].checks[0].points: must be at least 0: '-4'"),
    ("points: 4, title: Forward", "points: 4, tolerance: ¦0, title: Forward",
     "parts[0].checks[0].tolerance: must be greater than 0: '0'"),
    ("value: hand,", "property: ¦smoth, of: [hand],",
     "parts[1].checks[0].property: needs 'smoth', which is not in reference/affine.py: 'smoth' "
     "(did you mean 'smooth'?)"),
]

PARTS = [
    ("  - id: paper\n    program", "  - ¦program", "parts[1].id: is missing (needed where there are several parts)"),
    ("- id: paper", "- id: ¦code", "parts[1].id: is the id of parts[0] too: 'code' (ids are unique)"),
    ("- id: paper", "- id: ¦My part", "parts[1].id: must be lower-case letters, digits and underscores, a letter first: 'My part'"),
    ("    program: hand = HAND\n", "", "@53:5: parts[1].program: is missing"),
]


def _cases():
    for name, rows in [("keys", KEYS), ("rules", RULES), ("stub", STUB), ("draws", DRAWS), ("cases", CASES),
                       ("checks", CHECKS), ("parts", PARTS)]:
        for i, (old, new, *messages) in enumerate(rows):
            yield pytest.param(old, new, messages, id=f"{name}-{i}-{messages[0][:40]}")


@pytest.mark.parametrize(("old", "new", "messages"), list(_cases()))
def test_problem(tmp_path, old, new, messages):
    check(tmp_path, old, new, *messages)
