"""The curve of false alarms of tools/eval: the questions that a threshold on the best answer's score would refuse."""

STEPS = [round(step * 0.05, 2) for step in range(21)]


class Alarms:
    """For each question of a set: the score of the best answer, or None if there was none, and whether it was refused."""

    def __init__(self, name):
        self.name = name
        self.off_topic, self.judged = [], []

    def add(self, score, refused, off_topic):
        (self.off_topic if off_topic else self.judged).append((score, bool(refused)))


def refused_below(questions, threshold):
    """The share of questions whose best answer scores below the threshold. A question without answers counts as refused."""
    return share([score is None or score < threshold for score, _ in questions])


def refused_now(questions):
    return share([refused for _, refused in questions])


def share(values):
    return sum(values) / len(values) if values else None


def threshold_in_use(alarms):
    """Returns (low, high): any threshold above `low` and up to `high` refuses exactly the questions that were refused.
    Returns None if no single threshold does, or if all or none were refused."""
    questions = [one for set_ in alarms for one in set_.off_topic + set_.judged if one[0] is not None]
    refused = [score for score, is_refused in questions if is_refused]
    answered = [score for score, is_refused in questions if not is_refused]
    if not refused or not answered or max(refused) >= min(answered):
        return None
    return max(refused), min(answered)


def curve_lines(alarms):
    """The curve as lines of a table; empty if no set has off-topic questions."""
    with_curve = [one for one in alarms if one.off_topic]
    if not with_curve:
        return []
    others = [question for one in alarms if not one.off_topic for question in one.judged]
    every = Alarms("all of these")
    for one in with_curve:
        every.off_topic += one.off_topic
        every.judged += one.judged
    columns = with_curve + ([every] if len(with_curve) > 1 else [])
    in_use = threshold_in_use(alarms)
    lines = ["", "False alarms: share refused below a score, of off-topic questions and, wrongly, of judged ones",
             f"{'':<11}" + "".join(f"{one.name:>24}" for one in columns) + (f"{'other sets':>14}" if others else ""),
             f"{'score':<11}" + "".join(f"{'off topic':>15}{'judged':>9}" for _ in columns)
             + (f"{'judged':>14}" if others else ""),
             f"{'n':<11}" + "".join(f"{len(one.off_topic):>15}{len(one.judged):>9}" for one in columns)
             + (f"{len(others):>14}" if others else "")]

    def line(label, refused):
        text = f"{label:<11}" + "".join(f"{number(refused(one.off_topic)):>15}{number(refused(one.judged)):>9}"
                                        for one in columns)
        return text + (f"{number(refused(others)):>14}" if others else "")

    marked = False
    for step in STEPS:
        if in_use and not marked and step >= in_use[1]:
            lines.append(line("now", refused_now))
            marked = True
        lines.append(line(f"{step:.2f}", lambda questions, step=step: refused_below(questions, step)))
    if not marked:
        lines.append(line("now", refused_now))
    if not any(is_refused for one in alarms for _, is_refused in one.off_topic + one.judged):
        lines.append("now: nothing is refused")
    elif in_use:
        lines.append(f"now: same as a threshold above {in_use[0]:.4f} and at most {in_use[1]:.4f}")
    else:
        lines.append("now: no single threshold refuses the same questions")
    return lines


def number(value):
    return "-" if value is None else f"{value:.3f}"
