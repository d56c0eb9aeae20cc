"""What learning platforms hand out, as one submission for each student."""
