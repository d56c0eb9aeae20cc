"""Tests of grader.compare."""
