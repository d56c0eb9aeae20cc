"""Starter files: what a student begins with, made from the spec, and whether anything was done to it."""

from grader.stub.notebook import starter_notebook
from grader.stub.starter import starter_source
from grader.stub.untouched import is_untouched

__all__ = ["is_untouched", "starter_notebook", "starter_source"]
