# SPDX-License-Identifier: MIT
# Puts what `generator/shipped.py` lists into a wheel. All else about the package is in pyproject.toml.

import runpy
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

_TABLE = runpy.run_path("generator/shipped.py")


class BuildWithShipped(build_py):
    """Copies the theme and the starters into the package; an editable install finds them where they are."""

    def run(self) -> None:
        """Build the package."""
        super().run()
        if self.editable_mode:
            return
        for name, source in _TABLE["SHIPPED"].items():
            target = Path(self.build_lib, "generator", _TABLE["FOLDER"], name)
            if Path(source).is_file():
                shutil.copyfile(source, target)
            else:
                shutil.copytree(source, target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithShipped})
