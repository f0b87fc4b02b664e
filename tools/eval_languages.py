"""The set "mixed" of tools/eval: a knowledge base in which most articles have versions in only some of the languages."""
from typing import NamedTuple

MIXED = "mixed"
# The language with the most articles.
MAIN = "en"
# Variants: questions whose answer has a version in the asker's language, and those whose answer has none but one in MAIN.
VERSION, NO_VERSION = "version", "no version"
BORDER = "# no version in the asker's language"
KINDS = ["same", MAIN, "other", "none"]


class Question(NamedTuple):
    text: str
    lang: str
    variant: str


def read_judgements(path):
    """Returns {question: {article: grade}}. The comment BORDER divides the two variants."""
    judgements, variant = {}, VERSION
    for line in path.read_text(encoding="utf-8").splitlines():
        if line == BORDER:
            variant = NO_VERSION
        elif line and not line.startswith("#"):
            text, lang, article, grade = line.split("\t")
            judgements.setdefault(Question(text, lang, variant), {})[article] = int(grade)
    return judgements


def kind_of(asked, first):
    """The column in which a first suggestion is counted, from the asker's language and its own (None: no suggestion)."""
    if first is None:
        return "none"
    if first == asked:
        return "same"
    return MAIN if first == MAIN else "other"


def language_lines(pairs):
    """Counts the first suggestions by language, as lines of a table; empty if there are no pairs. `pairs` has the
    arguments of kind_of() for each question."""
    if not pairs:
        return []
    lines = ["", f"Whose language comes first in {MIXED}, if the answer has a version in the asker's language",
             f"{'asked in':<10}{'n':>5}" + "".join(f"{kind:>8}" for kind in KINDS)]
    for lang in sorted({asked for asked, _ in pairs}) + ["all"]:
        kinds = [kind_of(asked, first) for asked, first in pairs if lang in (asked, "all")]
        lines.append(f"{lang:<10}{len(kinds):>5}" + "".join(f"{kinds.count(kind):>8}" for kind in KINDS))
    return lines
