"""One thread that searches; the newest job is the one that counts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Condition, Event, Thread, current_thread
from typing import NamedTuple

log = logging.getLogger(__name__)


class _Job(NamedTuple):
    work: Callable[[Event], None]
    cancel: Event
    settled: Event


class Worker:
    """Starts with the first job. A newer job cancels the one before, whether waiting or under way."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._thread: Thread | None = None
        self._next: _Job | None = None
        self._cancel = Event()
        self._closed = False

    def submit(self, work: Callable[[Event], None], settled: Event) -> Event:
        """Gives the event that cancels it; `settled` is set when it has ended, or never will begin.

        Raises RuntimeError when closed.
        """
        with self._changed:
            if self._closed:
                raise RuntimeError("closed")
            self._drop()
            self._cancel = Event()
            self._next = _Job(work, self._cancel, settled)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="reweighting", daemon=True)
                self._thread.start()
            self._changed.notify()
            return self._cancel

    def cancel(self) -> None:
        """Ends what is under way and forgets what waits."""
        with self._changed:
            self._drop()

    def _drop(self) -> None:
        self._cancel.set()
        if self._next is not None:
            self._next.settled.set()
            self._next = None

    def close(self) -> None:
        """Returns when the thread has ended. May be called from the work itself, and twice."""
        with self._changed:
            self._closed = True
            self._drop()
            self._changed.notify()
            thread = self._thread
        if thread is not None and thread is not current_thread():
            thread.join()

    @property
    def closed(self) -> bool:
        return self._closed

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._next is not None)
                job, self._next = self._next, None
            if job is None:
                return
            try:
                job.work(job.cancel)
            except Exception:
                log.exception("a search broke down")
            finally:
                job.settled.set()
