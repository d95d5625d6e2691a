"""A paper that can't be made, with the reason that its reader is told."""

from scoring.problem import Problem


class PaperError(Exception):
    """``problem`` says what is wrong and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
