"""``describe``: plain facts about an object that is not plain itself, for the host to judge.

A description has a kind and facts:

``module``
    ``type``, ``is_sequential`` and ``layers``: the leaf modules in order of registration through nested containers, a shared
    one each time it occurs. Each layer is a dict with ``type`` and ``classes`` (names of its torch.nn base classes, its own
    included). A Linear also has ``in_features``, ``out_features``, ``has_bias``, ``bias`` and ``weight`` (arrays); any other
    layer ``probed``, what it makes of -2, -0.5, 0, 0.5 and 2 (None if it cannot take them), and settings such as
    ``negative_slope`` where it has them.

``figure``
    ``axes``, and of the figure itself ``legends`` (lists of entries), ``suptitle``, ``supxlabel``, ``supylabel`` and
    ``texts``. Each of the axes has ``xscale``, ``yscale``, ``xlabel``, ``ylabel``, ``title``, ``legend`` (the entries of a drawn
    legend, or None), ``texts`` (dicts with ``text``, ``x``, ``y``; annotations too), ``lines`` (dicts with ``label``, ``style``,
    ``x``, ``y``, ``visible``, ``color``), ``others`` (how many bars, scatters and the like) and ``twin_of`` (the number of
    the axes that it shares its place with, or None). A legend's entry is a dict with ``text`` and ``style``, the style
    of the line that it explains.

``class``
    ``names``: module and qualified name of each class of the method resolution order; ``static_methods``: the names of its
    own and inherited static methods, without those of ``object``.

Anything else is handed back as it is. How many parts are described is bounded; their size is bounded where they are encoded.
"""

import sys
from typing import Any

from ..failure import Refused
from ..tensors import torch_if_loaded
from ..tree import Described
from .classes import class_facts
from .figures import figure_facts
from .modules import module_facts


def describe(thing: Any) -> Any:
    """The description of a module, figure or class; any other thing itself.

    Raises Refused when its parts cannot be read.
    """
    torch = torch_if_loaded()
    figures = sys.modules.get("matplotlib.figure")
    kind = type(thing)
    try:
        if torch is not None and issubclass(kind, torch.Module):
            return Described("module", module_facts(thing, torch))
        if figures is not None and issubclass(kind, figures.FigureBase):
            return Described("figure", figure_facts(thing))
        if issubclass(kind, type):
            return Described("class", class_facts(thing))
    except Exception as error:
        raise Refused(f"what was returned cannot be looked into: {type(error).__name__}: {error}") from None
    return thing
