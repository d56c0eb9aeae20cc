"""An automated grader for neural-network backpropagation exercises."""

__version__ = "0.1.0"
