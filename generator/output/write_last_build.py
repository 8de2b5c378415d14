# Writes the file of what the last build found, from the journal on standard input:
# `python -m generator.output.write_last_build FOLDER GIVEN`
#
# It is a module of its own, since a program cannot pickle its own classes for others.

from __future__ import annotations

import sys
from pathlib import Path

from generator.output.last_build_file import last_build, write_last_build

if __name__ == "__main__":
    folder, given = Path(sys.argv[1]), sys.argv[2]
    write_last_build(folder, given, last_build(folder, given), sys.stdin.buffer)
