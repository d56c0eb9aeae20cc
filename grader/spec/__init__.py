"""YAML with positions -> a validated, frozen course: :func:`grader.spec.load.load_course`."""
