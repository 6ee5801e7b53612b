"""What is wrong with a file, collected rather than stopped at, up to what a person will read."""

from fscore.errors import Problem, RefusedFile, in_order

KEPT = 100


class Problems:
    """The first hundred faults of a file, and how many there are in all."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.kept: list[Problem] = []
        self.total = 0

    def add(self, where: str, reason: str) -> None:
        """Note one fault: where it is, and what is wrong with what to do about it."""
        self.total += 1
        if len(self.kept) < KEPT:
            self.kept.append(Problem(where, reason))

    def refuse(self) -> RefusedFile:
        """Return the refusal of the file, to be raised."""
        return RefusedFile(self.name, in_order(self.kept), self.total)

    def settle(self) -> None:
        """Refuse the file if anything is wrong with it.

        Raises:
            RefusedFile: with what was noted.
        """
        if self.total:
            raise self.refuse()
