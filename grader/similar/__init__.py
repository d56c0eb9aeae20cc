"""Pairs of submissions that share more structure than the starter file and the exercise explain: places to look."""
