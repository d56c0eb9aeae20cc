"""The templates of the page on similar work."""
