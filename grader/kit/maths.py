r"""LaTeX as plain text for a terminal: ``\frac{\partial L}{\partial x_i}`` becomes ``∂L/∂xᵢ``."""

import re
from collections.abc import Iterator, Mapping

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_&]|\s+|.", re.DOTALL)

SYMBOLS: Mapping[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "sum": "Σ", "prod": "∏", "int": "∫",
    "partial": "∂", "nabla": "∇", "infty": "∞", "cdot": "·", "times": "×", "odot": "⊙", "pm": "±", "le": "≤", "leq": "≤",
    "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡", "propto": "∝", "in": "∈", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "mapsto": "↦", "ldots": "…", "dots": "…", "cdots": "⋯", "lVert": "‖",
    "rVert": "‖", "Vert": "‖", "lvert": "|", "rvert": "|", "mid": "|", "top": "ᵀ", "circ": "∘", "quad": "\0",
    "qquad": "\0", "prime": "′", "ell": "ℓ", "mathbb": "", "left": "", "right": "",
}  # fmt: skip
"""By name of the command: its sign."""

_SPACES = {",": " ", ";": " ", ":": " ", " ": " ", "!": "", "\\": "\n"}
_SPREAD = "    "
_CLINGING = ("∂", "∇", "√")
_DROPPED = re.compile(r"[bB]igg?[lrm]?")
_PLAIN = frozenset({"text", "mathrm", "mathbf", "mathit", "operatorname", "boldsymbol", "mathcal"})
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307", "vec": "\u20d7", "overline": "\u0304"}
_FRACTIONS = frozenset({"frac", "tfrac", "dfrac"})
_RAISED = dict(zip("0123456789+-−=()nijkTx", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱʲᵏᵀˣ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def plain_maths(source: str) -> str:
    """A formula as text on one line (more where it has line breaks); what is not known keeps its name."""
    text = "".join(_terms(list(_TOKEN.findall(source.strip()))))
    lines = (_SPREAD.join(" ".join(piece.split()) for piece in line.split("\0")) for line in text.split("\n"))
    return "\n".join(line.strip() for line in lines).strip()


def _terms(tokens: list[str]) -> Iterator[str]:
    """The text of ``tokens``, which are used up on the way, as far as the end or a closing brace."""
    while tokens and tokens[0] != "}":
        text = _term(tokens)
        while text in _CLINGING and tokens and tokens[0].isspace():
            tokens.pop(0)
        yield text


def _term(tokens: list[str]) -> str:
    """The text of the next command, group or sign."""
    token = tokens.pop(0)
    if token == "{":
        inner = "".join(_terms(tokens))
        if tokens:
            tokens.pop(0)
        return inner
    if token in "^_":
        return _script(_term(tokens) if tokens else "", token)
    if token.startswith("\\") and len(token) > 1:
        return _command(token[1:], tokens)
    return {"'": "′", "&": " ", "-": "−"}.get(token, " " if token.isspace() else token)


def _command(name: str, tokens: list[str]) -> str:
    if name in _FRACTIONS:
        above, below = _argument(tokens), _argument(tokens)
        return f"{_grouped(above)}/{_grouped(below)}"
    if name == "sqrt":
        return f"√{_grouped(_argument(tokens))}"
    if name in _ACCENTS:
        base = _argument(tokens)
        return base[:1] + _ACCENTS[name] + base[1:]
    if name in _PLAIN:
        return _argument(tokens)
    if name in ("begin", "end"):
        _argument(tokens)
        return ""
    if _DROPPED.fullmatch(name):
        return ""
    return SYMBOLS.get(name, _SPACES.get(name, name))


def _argument(tokens: list[str]) -> str:
    while tokens and tokens[0].isspace():
        tokens.pop(0)
    return _term(tokens).strip() if tokens and tokens[0] != "}" else ""


def _grouped(text: str) -> str:
    """``text``, in parentheses unless it holds together by itself."""
    return text if not re.search(r"[\s+−=/·×]", text) or re.fullmatch(r"√?\([^()]*\)", text) else f"({text})"


def _script(text: str, mark: str) -> str:
    """``text`` raised or lowered; in parentheses after a mark where there are no such letters."""
    text = text.strip()
    table = _RAISED if mark == "^" else _LOWERED
    if text == "′":
        return text
    compact = text.replace(" ", "")
    if compact and all(c in table for c in compact):
        return "".join(table[c] for c in compact)
    return f"{mark}{text}" if len(text) <= 1 else f"{mark}({text})"
