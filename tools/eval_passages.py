"""The passages of tools/eval: whether a suggestion shows the block of its article that answers the question."""
from typing import NamedTuple

from eval_scores import Row, interval, mean

PASSAGE = "passage"
# Number of suggestions to ask for.
SHOWN = 5


class Question(NamedTuple):
    text: str
    lang: str
    article: str
    # Words of the block that answers the question.
    quote: str


class Outcome(NamedTuple):
    lang: str
    # The first suggestion is the article, and its passage contains the quote.
    is_first: bool
    # The article is among the suggestions.
    is_found: bool
    # It is, and its passage contains the quote.
    is_shown: bool


def read_questions(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Question(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def collapsed(text):
    """The text with a single space for each run of white space."""
    return " ".join(text.split())


def judge_passage(question, suggestions):
    hits = [place for place, one in enumerate(suggestions) if one["id"] == question.article]
    if not hits:
        return Outcome(question.lang, False, False, False)
    shown = collapsed(question.quote) in collapsed(suggestions[hits[0]]["passage"]["text"])
    return Outcome(question.lang, shown and hits[0] == 0, True, shown)


def measure_passages(name, questions, server):
    """Returns (row, outcomes, number of questions left out). The row has score 1 where the first suggestion shows the
    answer. Questions whose article is not valid today, or not in their language, are left out."""
    row, outcomes, left_out = Row(name, PASSAGE), [], 0
    for question in questions:
        if not server.has_article(question.article, question.lang):
            left_out += 1
            continue
        answer = server.suggest(question.text, question.lang, SHOWN)
        outcome = judge_passage(question, answer.suggestions)
        row.add(question.lang + "\t" + question.text, outcome.is_first, ms=answer.ms)
        outcomes.append(outcome)
    return row, outcomes, left_out


def passage_lines(outcomes):
    """The shares as lines of a table, one per language and one for all; empty if there are no outcomes."""
    if not outcomes:
        return []
    lines = ["", f"Passages: questions that one block of an article answers, asked for {SHOWN} suggestions",
             f"{'':<15}{'first suggestion':>24}{'article is among':>24}{'of these, the':>31}",
             f"{'language':<10}{'n':>5}{'shows the answer':>24}{'the suggestions':>24}{'n':>7}{'passage shows it':>24}"]
    for lang in sorted({one.lang for one in outcomes}) + ["all"]:
        asked = [one for one in outcomes if lang in (one.lang, "all")]
        found = [one for one in asked if one.is_found]
        lines.append(f"{lang:<10}{len(asked):>5}{share([one.is_first for one in asked]):>24}"
                     f"{share([one.is_found for one in asked]):>24}{len(found):>7}"
                     f"{share([one.is_shown for one in found]):>24}")
    return lines


def share(values):
    """The share that is true, with its 95 % interval."""
    return "{:.3f} [{:.3f} {:.3f}]".format(mean(values), *interval(values)) if values else "-"
