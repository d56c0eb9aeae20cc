#!/usr/bin/env bash
# Runs once, when Gradescope builds the image: the only time at which the network is needed.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
source="$root/source"

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=""
for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
  if new_enough "$candidate"; then python="$candidate"; break; fi
done
if [ -z "$python" ]; then
  apt-get update
  apt-get install -y python3.11 python3.11-venv
  python=python3.11
elif ! "$python" -c 'import ensurepip' 2>/dev/null; then
  apt-get update
  apt-get install -y "$(basename "$python")-venv"
fi

"$python" -m venv "$root/venv"
# The processors' build of PyTorch: the other one is gigabytes larger.
"$root/venv/bin/pip" install --no-cache-dir -c "$source/constraints.txt" \
  --extra-index-url https://download.pytorch.org/whl/cpu "$source"/backprop_grader-*.whl

# Computes what right answers look like, and fails now rather than at the first submission if something is missing.
"$root/venv/bin/grade" gradescope --warm --root "$root"
