# SPDX-License-Identifier: MIT
# Puts what `[tool.unknot.shipped]` of pyproject.toml lists into a wheel. All else is said there.

import shutil
import tomllib
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithShipped(build_py):
    """Copies the theme and the starters into the package; an editable install finds them where they are."""

    def run(self) -> None:
        """Build the package."""
        super().run()
        if self.editable_mode:
            return
        table = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["unknot"][
            "shipped"
        ]
        for name, source in table.items():
            target = Path(self.build_lib, "generator", "shipped", name)
            if Path(source).is_file():
                shutil.copyfile(source, target)
            else:
                shutil.copytree(source, target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithShipped})
