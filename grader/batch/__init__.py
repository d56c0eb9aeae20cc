"""A whole class: what has to be run is run in parallel, and kept as soon as it is done."""
