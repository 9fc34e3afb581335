"""What is made of files and kept for a short while: so much of it, reckoned in bytes, and no more."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighed(Generic[T]):
    """A function of a file's bytes that remembers its last results as far as they weigh `most` bytes together.

    What weighs more by itself is made anew each time. May be called by several threads.
    """

    def __init__(self, make: Callable[[bytes], T], weigh: Callable[[T], int], most: int) -> None:
        self._make, self._weigh, self._most = make, weigh, most
        self._kept: OrderedDict[bytes, tuple[T, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.weight = 0

    def __call__(self, data: bytes) -> T:
        """What is made of the bytes."""
        with self._lock:
            found = self._kept.get(data)
            if found is not None:
                self._kept.move_to_end(data)
                return found[0]
        made = self._make(data)
        weight = len(data) + self._weigh(made)
        with self._lock:
            if weight <= self._most and data not in self._kept:
                self._kept[data] = made, weight
                self.weight += weight
                while self.weight > self._most:
                    self.weight -= self._kept.popitem(last=False)[1][1]
        return made

    def forget(self) -> None:
        """Let everything go."""
        with self._lock:
            self._kept.clear()
            self.weight = 0
