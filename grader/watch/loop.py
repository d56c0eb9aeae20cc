"""Waiting for saves, and checking what was saved."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer

import watchfiles
from rich.console import Console, Group, RenderableType
from rich.text import Text

from grader.errors import GraderError
from grader.kit.hints import HintBook
from grader.kit.selfcheck import Checked, SelfCheck, filenames
from grader.kit.shown import line, print_checked, render
from grader.kit.view import take_hint
from grader.model.exercise import Exercise
from grader.watch.keys import Keys
from grader.watch.screen import Screen

STEP = 5
"""Milliseconds of quiet after which a save counts as finished: editors write, rename and set times in quick succession."""

_LONGEST_WAIT = 50
"""Milliseconds after which a save that does not come to rest is checked all the same."""

_PATIENCE = 0.5
"""Seconds after which it is said that a check is still going on."""

_TICK = 100
"""Milliseconds between two looks at the keyboard and the window's size."""


def watch_folder(selfcheck: SelfCheck, names: tuple[str, ...], console: Console) -> int:
    """Check at every save until Ctrl-C or ``q``; the last state stays in the terminal. Exit status 1 when something is wrong."""
    chosen = tuple(map(selfcheck.exercise, names)) or selfcheck.exercises
    watch = Watch(selfcheck, chosen, console)
    try:
        with Screen(console) as screen, Keys() as keys:
            watch.run(screen, keys)
    except KeyboardInterrupt:
        pass
    checked = [watch.checked[e.id] for e in chosen if e.id in watch.checked]
    shown = [each for each in checked if not each.missing]
    if screen.in_place:
        print_checked(shown, watch.book, console)
    return 1 if not shown or any(each.wrong for each in shown) else 0


@dataclass
class Watch:
    """The state of a watch: what was checked, and which exercise was saved last."""

    selfcheck: SelfCheck
    exercises: tuple[Exercise, ...]
    console: Console
    checked: dict[str, Checked] = field(default_factory=dict)
    focus: str = ""
    note: str = ""
    brief: str = ""
    """The note for a window that is too narrow for it."""
    seen: dict[str, bytes] = field(default_factory=dict)

    @property
    def book(self) -> HintBook:
        """The hints that were taken, here or by ``--hint`` elsewhere."""
        return HintBook.open(self.selfcheck.folder, self.selfcheck.policy)

    def run(self, screen: Screen, keys: Keys) -> None:
        """Check everything once, then whatever is saved."""
        for exercise in self.exercises:
            self.check(exercise, screen, keys)
        started = False
        for changed in self._saves():
            for exercise in self.exercises:
                # Whatever was saved before the watch began has no notice.
                noticed = not started or changed.intersection(filenames(exercise))
                if noticed and self._is_new(exercise):
                    self.check(exercise, screen, keys)
            started = True
            screen.resized()
            pressed = keys.pressed()
            if "q" in pressed:
                return
            if "h" in pressed:
                self._take_hint()
                self.draw(screen, keys)
                self.explain(screen, keys)

    def check(self, exercise: Exercise, screen: Screen, keys: Keys) -> None:
        """Check one exercise and show the result."""
        self._is_new(exercise)
        result: Checked | None = None
        # The student's code may take seconds, in which the screen would say nothing.
        busy = Timer(_PATIENCE, screen.note, [self._line(f"checking {exercise.filename} …")])
        busy.start()
        try:
            result = self.selfcheck.run(exercise)
        except GraderError as error:
            self.note = self.brief = str(error).splitlines()[0]
        finally:
            busy.cancel()
            busy.join()
        if result is None:
            return self.draw(screen, keys)
        self.checked[exercise.id] = result
        self.book.settle(exercise.id, result.result.checks)
        if not result.missing or not self.focus:
            self.focus = exercise.id
        took = f"{result.seconds * 1000:.0f} ms"
        self.note = f"{time.strftime('%H:%M:%S')} {exercise.filename} checked in {took}"
        self.brief = f"{time.strftime('%H:%M:%S')}, {took}"
        self.draw(screen, keys)
        return self.explain(screen, keys)

    def explain(self, screen: Screen, keys: Keys) -> None:
        """Show what the open hints say, which takes longer than to see what is wrong."""
        focused = self.checked.get(self.focus)
        if focused is not None:
            explained = self.selfcheck.with_hints(focused, self.book)
            if explained is not focused:
                self.checked[self.focus] = explained
                self.draw(screen, keys)

    def draw(self, screen: Screen, keys: Keys) -> None:
        """The exercise that was saved last in full, the others in a line each."""
        book, encoding = self.book, self.console.encoding
        focused = self.checked.get(self.focus)
        others = [line(each, encoding) for name, each in self.checked.items() if name != self.focus]
        versions: list[RenderableType] = []
        for brief in (False, True):
            first = [render(focused, book, encoding, brief=brief)] if focused else []
            remark = [Text(self.selfcheck.remark, style="dim")] if self.selfcheck.remark and not brief else []
            versions.append(Group(*first, *([Text()] if others else []), *others, *remark))
        if focused:
            versions.append(render(focused, book, encoding, brief=True))
        screen.show(versions, self._footer(keys))

    def _footer(self, keys: Keys) -> Text:
        ends = "h hint, q quit" if keys.available else "Ctrl-C ends"
        shown = [f"{said} · {ends}" for said in (self.note, self.brief)]
        return self._line(next((text for text in shown if len(text) <= self.console.size.width), shown[-1]))

    @staticmethod
    def _line(text: str) -> Text:
        return Text(text, style="dim", no_wrap=True, overflow="ellipsis")

    def _take_hint(self) -> None:
        focused = [self.checked[self.focus]] if self.focus in self.checked else []
        self.note = self.brief = take_hint(focused, self.book) or "one hint more"

    def _is_new(self, exercise: Exercise) -> bool:
        """Whether the exercise's file differs from what was checked last: one save makes several notices."""
        content = b""
        for name in filenames(exercise):
            try:
                content = (self.selfcheck.folder / name).read_bytes()
                break
            except OSError:
                continue
        known = self.seen.get(exercise.id)
        self.seen[exercise.id] = content
        return known != content

    def _saves(self) -> Iterator[set[str]]:
        """The names of the files saved since last time; often none, so that keys are not kept waiting."""
        names = {name for exercise in self.exercises for name in filenames(exercise)}
        began = False
        for changes in watchfiles.watch(
            self.selfcheck.folder,
            watch_filter=lambda change, path: Path(path).name in names,
            step=STEP,
            debounce=_LONGEST_WAIT,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            recursive=False,
        ):
            # What was saved before the watch began, during the first check, was not noticed.
            yield {Path(path).name for _, path in changes} if began else names
            began = True
