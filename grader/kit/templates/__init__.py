"""The texts of a kit that are not made from the course alone."""
