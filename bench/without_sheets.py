# Runs MkDocs, `unknot` or a whole build without handouts: `python -m bench.without_sheets mkdocs build`.
#
# Handouts are kept by what was read for them and have a measurement of their own; here they would hide what
# pages cost. `site` builds as `make site` does, and loads nothing before it is needed. What each stage
# costs is written to a file.

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.output.kept_files import KeptFiles

STAGES = Path("stages.json")
"""The file with what the stages of a build cost, in the folder where it runs."""
_OF_CHILDREN = STAGES.with_suffix(".children")
"""A line for each child that has ended, until its parent has added them."""
RENDERERS = {
    "render_pages": "pages",
    "render_handout_pages": "pages",
    "render_screen_sheets": "sheets for the screen",
    "render_exports": "exports",
    "render_quizzes": "quizzes",
    "render_data": "data",
    "render_redirects": "redirects",
}
"""Functions of `generator.build` that promise files, and the stage that these files are of."""


class Costs:
    """What stages cost in this process and its children, in seconds of processor time.

    Stages inside others count once.
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.files: Counter[str] = Counter()
        self.stage_of: dict[str, str] = {}
        self.asked = self.found = 0
        self._inner = 0.0
        self._stage = ""

    def timed(self, stage: str, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """Call a function and add what it takes to a stage."""
        outer, self._inner, start = self._inner, 0.0, time.process_time()
        outer_stage, self._stage = self._stage, stage
        try:
            return function(*arguments, **options)
        finally:
            taken = time.process_time() - start
            self.seconds[stage] += taken - self._inner
            self._inner, self._stage = outer + taken, outer_stage

    def count_children(self) -> None:
        """Add what children take that share the work to the stages, or else to the one that began them."""
        from generator.output import parallel  # noqa: PLC0415 - the time to load it counts

        fork = parallel._fork  # noqa: SLF001 - measured from outside

        def counted(work: Callable[[], Any]) -> tuple[int, int]:
            return fork(lambda: self._reported(work))

        parallel._fork = counted  # noqa: SLF001 - as above

    def _reported(self, work: Callable[[], Any]) -> Any:
        """Do the work of a child, and leave for its parent what it took."""
        self.seconds.clear()
        results = work()
        self.seconds[self._stage] += time.process_time() - sum(self.seconds.values())
        with _OF_CHILDREN.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(self.seconds)}\n")
        return results

    def add_children(self) -> None:
        """Add what children have left."""
        lines = _OF_CHILDREN.read_text("utf-8").splitlines() if _OF_CHILDREN.exists() else ()
        _OF_CHILDREN.unlink(missing_ok=True)
        for line in lines:
            for stage, taken in json.loads(line).items():
                self.seconds[stage] += taken

    def wrap(self, owner: dict[str, Any], name: str, stage: str) -> None:
        """Add what a function takes to a stage, whenever it is called."""
        function = owner[name]
        owner[name] = wraps(function)(
            lambda *args, **options: self.timed(stage, function, *args, **options)
        )

    def wrap_renderer(self, name: str, stage: str) -> None:
        """Add what the files of a renderer take to a stage, also when they are rendered later."""
        from generator import build  # noqa: PLC0415 - not needed for `site`

        render = vars(build)[name]

        def rendered(*arguments: Any, **options: Any) -> Iterator[Any]:
            files: Iterable[Any] = self.timed(stage, lambda: [*render(*arguments, **options)])
            for file in files:
                self.stage_of[file.path] = stage
                self.files[stage] += 1
                yield file

        vars(build)[name] = rendered

    def wrap_store(self) -> None:
        """Count what the store has, and add what files take to their stages."""
        from generator.output.earlier import EarlierBuilds  # noqa: PLC0415 - as above
        from generator.output.kept_files import KeptFiles  # noqa: PLC0415 - as above

        find, render = EarlierBuilds.find, KeptFiles._make
        restore = KeptFiles._found  # noqa: SLF001 - measured from outside

        def finding(self_: EarlierBuilds, *name: str) -> Any:
            if name[0] != "file":
                return find(self_, *name)
            return self.timed(self.stage_of.get(name[1], "pages"), find, self_, *name)

        def restoring(self_: KeptFiles, promise: Any, record: Any) -> Any:
            found = self.timed(self.stage_of.get(promise.path, "pages"), restore, self_, promise, record)
            self.asked += 1
            self.found += found is not None
            return found

        def making(self_: KeptFiles, promise: Any, given: str) -> Any:
            return self.timed(self.stage_of.get(promise.path, "pages"), render, self_, promise, given)

        methods = {"_found": restoring, "_make": making}
        for name, method in methods.items():
            setattr(KeptFiles, name, method)
        setattr(EarlierBuilds, "find", finding)  # noqa: B010 - mypy refuses to assign to a method

    def save(self) -> None:
        """Add these costs to those in the file, which other processes of this build have written."""
        self.add_children()
        before = json.loads(STAGES.read_text("utf-8")) if STAGES.exists() else {}
        earlier = before.get("seconds", {})
        stages = earlier.keys() | self.seconds.keys()
        seconds = {name: earlier.get(name, 0.0) + self.seconds.get(name, 0.0) for name in stages}
        files = Counter(before.get("files", {})) + self.files
        asked, found = before.get("asked", 0) + self.asked, before.get("found", 0) + self.found
        costs = {"seconds": seconds, "files": files, "asked": asked, "found": found}
        STAGES.write_text(json.dumps(costs), "utf-8")


def leave_out_handouts() -> None:
    """Replace the functions that print and check handouts in this process."""
    from generator import build  # noqa: PLC0415 - as above

    vars(build).update(render_handouts=lambda *_, **__: ([], []))
    vars(build).update(promise_handouts=lambda _: [], promise_covers=lambda _: [])


def _mkdocs(costs: Costs) -> None:
    from generator.output.garbage import paused_collection  # noqa: PLC0415 - as above

    with paused_collection():  # as in the command that this stands for
        from mkdocs.__main__ import cli  # noqa: PLC0415 - as above

        from generator import build  # noqa: PLC0415 - as above
        from generator.hosts.mkdocs import plugin  # noqa: F401, PLC0415 - MkDocs would load it later
        from generator.hosts.mkdocs.command import wait_until_told  # noqa: PLC0415 - as above

    leave_out_handouts()
    costs.wrap(vars(build), "load", "load")
    costs.wrap(vars(build), "run_checks", "checks")
    costs.wrap(vars(build), "render_search", "search")
    for name, stage in RENDERERS.items():
        costs.wrap_renderer(name, stage)
    costs.wrap_store()
    costs.count_children()
    arguments = wait_until_told(sys.argv[1:])
    costs.timed("MkDocs and the rest", lambda: cli(arguments, standalone_mode=False))


def _site(costs: Costs) -> None:
    from generator.hosts.build_command import make  # noqa: PLC0415 - the time to load it counts
    from generator.hosts.built_site import link_check, make_site  # noqa: PLC0415 - as above

    STAGES.unlink(missing_ok=True)
    costs.count_children()
    costs.wrap(vars(link_check), "passes", "link check")
    costs.wrap(vars(make_site), "swap", "swap")
    program = (sys.executable, "-m", "bench.without_sheets", "mkdocs")
    make(Path("site"), Path("build"), (*program, make_site.WHEN_TOLD, "build", "--quiet"))


def _unknot(_: Costs) -> None:
    from generator.hosts.cli import main  # noqa: PLC0415 - as above

    leave_out_handouts()
    main()


_PROGRAMS: dict[str, Callable[[Costs], object]] = {"mkdocs": _mkdocs, "site": _site, "unknot": _unknot}

if __name__ == "__main__":
    sys.argv = sys.argv[1:]
    measured = Costs()
    try:
        _PROGRAMS[sys.argv[0]](measured)
    finally:
        measured.save()
