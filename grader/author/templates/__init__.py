"""The files of a new exercise: a small one that works, to be turned into another."""
