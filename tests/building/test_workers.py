"""Worker processes: what fails, hangs or dies takes nothing else along."""

from __future__ import annotations

import os
import signal
import time

from careerlattice.errors import CareerlatticeError, InputError
from careerlattice.workers import Job, Workers


class Odd:
    """A tool that does what it is told."""

    def double(self, number: int) -> int:
        return 2 * number

    def refuse(self, what: str) -> None:
        raise InputError("is refused", place=what, remedy="try another")

    def die(self, _: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def die_once(self, mark: str) -> str:
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return "done"
        os._exit(3)

    def hang(self, _: object) -> None:
        time.sleep(600)

    def close(self) -> None:
        pass


def answers(count: int, jobs: list[Job[str]], longest: float = 60.0) -> dict[str, object]:
    with Workers(count, Odd, longest=longest) as workers:
        return dict(workers.run(jobs))


def test_all_work_is_done_in_one_process_or_several() -> None:
    jobs = [Job(str(number), "double", number, "a number") for number in range(10)]
    wanted = {str(number): 2 * number for number in range(10)}
    assert answers(1, jobs) == wanted
    assert answers(2, jobs) == wanted


def test_an_error_comes_back_with_its_place_and_remedy() -> None:
    for count in (1, 2):
        error = answers(count, [Job("a", "refuse", "a.txt", "a.txt")])["a"]
        assert isinstance(error, InputError)
        assert str(error) == "a.txt: is refused. To put it right: try another."


def test_work_that_kills_its_worker_is_told_and_the_rest_is_done() -> None:
    jobs = [Job("bad", "die", None, "bad.txt")]
    jobs += [Job(str(number), "double", number, "a number") for number in range(5)]
    found = answers(2, jobs)
    error = found.pop("bad")
    assert isinstance(error, CareerlatticeError)
    assert "bad.txt: killed the process that read it (SIGKILL)" in str(error)
    assert found == {str(number): 2 * number for number in range(5)}


def test_work_whose_worker_died_by_bad_luck_is_done_again(tmp_path: os.PathLike[str]) -> None:
    job = Job("a", "die_once", os.path.join(tmp_path, "mark"), "a.txt")  # noqa: PTH118
    assert answers(2, [job]) == {"a": "done"}


def test_work_that_takes_too_long_is_stopped() -> None:
    jobs = [Job("slow", "hang", None, "slow.txt"), Job("quick", "double", 4, "a number")]
    found = answers(2, jobs, longest=8.0)
    assert "slow.txt: takes longer than 8 seconds" in str(found["slow"])
    assert found["quick"] == 8
