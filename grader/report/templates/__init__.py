"""The page as Jinja2 templates and one stylesheet; a package, so that they are installed with the code."""
