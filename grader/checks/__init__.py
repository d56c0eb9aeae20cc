"""One file per kind of check: its settings, ``plan`` (which runs it needs) and ``judge`` (what they mean)."""
