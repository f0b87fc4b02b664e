"""The calibration of tools/eval: how far `score` is from the probability that the first suggestion is right."""
from eval_scores import mean

BINS = 10
# With fewer questions, a bin has fewer than ten, and its share that is right is mostly chance.
FEWEST = 100


class Calibration:
    """For each plain query of a set: the score of the first suggestion, and whether that suggestion is right. A query
    without suggestions has score 0 and is wrong."""

    def __init__(self, name):
        self.name = name
        self.in_scope, self.off_topic = [], []

    def add(self, score, right):
        self.in_scope.append((score or 0.0, bool(right)))

    def add_off_topic(self, score):
        self.off_topic.append((score or 0.0, False))


def bins_of(questions):
    """Returns (number of questions, mean score, share right) of ten bins, as equally filled as possible, lowest scores
    first; None for fewer than FEWEST questions. Each question counts as right by the share that is right among all
    questions of exactly its score, so a bin border between equal scores does not depend on their order."""
    if len(questions) < FEWEST:
        return None
    right_at = {}
    for score, right in questions:
        right_at.setdefault(score, []).append(right)
    share_at = {score: mean(rights) for score, rights in right_at.items()}
    ordered = sorted(score for score, _ in questions)
    borders = [len(ordered) * number // BINS for number in range(BINS + 1)]
    bins = [ordered[low:high] for low, high in zip(borders, borders[1:])]
    return [(len(scores), mean(scores), mean([share_at[score] for score in scores])) for scores in bins]


def calibration_error(questions):
    """The expected calibration error: the mean over all questions of |mean score - share right| of their bin. None for
    fewer than FEWEST questions."""
    bins = bins_of(questions)
    if bins is None:
        return None
    return sum(size * abs(score - right) for size, score, right in bins) / len(questions)


def calibration_lines(sets):
    """The calibration as lines of a table, one per set with plain queries; empty if there are none."""
    sets = [one for one in sets if one.in_scope]
    if not sets:
        return []
    lines = ["", "Calibration: error of `score` as the probability that the first suggestion is right, of plain queries",
             f"{'':<22}{'in scope':>14}{'and off topic':>16}   ten bins of the queries in scope, lowest scores first:",
             f"{'set':<22}{'n':>6}{'error':>8}{'n':>8}{'error':>8}   mean score / share right, in percent"]
    for one in sets:
        every = one.in_scope + one.off_topic
        text = f"{one.name:<22}{len(one.in_scope):>6}{number(calibration_error(one.in_scope)):>8}"
        text += f"{len(every):>8}{number(calibration_error(every)):>8}   " if one.off_topic else " " * 19
        curve = [f"{100 * score:.0f}/{100 * right:.0f}" for _, score, right in bins_of(one.in_scope) or []]
        lines.append((text + "".join(f"{point:<8}" for point in curve)).rstrip())
    return lines


def number(value):
    return "-" if value is None else f"{value:.3f}"
