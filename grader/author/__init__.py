"""For authors: starting a new exercise."""
