"""An automated grader for neural-network backpropagation exercises."""

__version__ = "0.1.0"


def load_ipython_extension(shell: object) -> None:
    """``%load_ext grader`` in a notebook: gives ``%check``."""
    from grader.jupyter import load  # IPython is there only in a notebook

    load(shell)
