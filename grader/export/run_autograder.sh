#!/usr/bin/env bash
# Runs for each submission: grades what lies in submission/ and writes results/results.json. Needs no network.
# When the grader itself fails it writes nothing: Gradescope then tells the staff, and the student loses no marks.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
exec "$root/venv/bin/grade" gradescope --run --root "$root"
