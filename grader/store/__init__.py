"""The gradebook: who handed in what, what it earned, and what of that counts."""
