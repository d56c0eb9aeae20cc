"""Marks for other programs: one file for each format, and :mod:`~grader.export.table`, which lists them all."""
