"""``grade check --watch``: checking again at every save, on a screen that is redrawn in place."""
