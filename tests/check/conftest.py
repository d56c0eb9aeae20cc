from tests.kits import kit, made  # noqa: F401
