"""Open the reference while the file is imported, and print it."""
print(open(SCENE["reference"]).read())
