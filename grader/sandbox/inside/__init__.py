"""Everything that runs beside a student's code. Imports the standard library, numpy and, late, the one framework.

Nothing here imports ``grader``: the package is loaded under a private name (see ``__main__``) and knows no
expected value, no reference and no points. What it says is a claim; what is compared, the host compares.
"""
