"""The scores of tools/eval: measures of an answer, and the comparison with the record."""
import base64
import hashlib
import json
import math
import random

# Number of results that are judged.
DEPTH = 10
RESAMPLES = 1000
# Scores are stored in ten-thousandths, so that rounding of floating-point sums cannot make equal answers differ.
UNIT = 10000


class Row:
    """Results of one set and variant; `scores` by query key."""

    def __init__(self, name, variant):
        self.name, self.variant = name, variant
        self.scores = {}
        self.ranks = []
        self.timings = []
        self.refused = 0

    def add(self, query, score, rank=0, ms=None):
        self.scores[query_key(query)] = round(score * UNIT)
        self.ranks.append(rank)
        if ms is not None:
            self.timings.append(ms)

    def mean(self):
        return mean(self.scores.values()) / UNIT

    def success(self, k):
        return mean([0 < rank <= k for rank in self.ranks])


def query_key(query):
    """A hash of the query, short to keep the record small: 30 bits, so that collisions among thousands are rare."""
    return base64.urlsafe_b64encode(hashlib.sha256(query.encode()).digest())[:5].decode()


def mean(values):
    return sum(values) / len(values) if values else 0.0


def gain(grade, rank):
    return (2 ** grade - 1) / math.log2(rank + 1)


def judge(grades, found):
    """Returns (nDCG@10, rank of the first right answer or 0). `found` has ids, the best first."""
    top = list(dict.fromkeys(found))[:DEPTH]
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    ideal = sum(gain(grade, rank) for rank, grade in enumerate(best, 1))
    got = sum(gain(grades.get(one, 0), rank) for rank, one in enumerate(top, 1))
    first = next((rank for rank, one in enumerate(top, 1) if grades.get(one, 0) > 0), 0)
    return (got / ideal if ideal else 0.0), first


def interval(values):
    """The 95 % interval of the mean, by bootstrap. Deterministic."""
    if len(set(values)) <= 1:
        return (values[0], values[0]) if values else (0.0, 0.0)
    chance = random.Random(len(values))
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]


def change(row, recorded):
    """Returns (mean, low, high) of the differences to the record, over the queries that both have; None if none."""
    differences = [(score - recorded[key]) / UNIT for key, score in row.scores.items() if key in recorded]
    return (mean(differences), *interval(differences)) if differences else None


def is_drop(changed):
    return changed is not None and changed[2] < 0


def dropped(rows, record):
    return [row for row in rows if is_drop(change(row, record.get((row.name, row.variant), {})))]


def not_compared(rows, record):
    """Describes rows and queries that only the record or only the measurement has: a drop could hide there."""
    notes = []
    measured = {(row.name, row.variant): row for row in rows}
    for key, row in measured.items():
        common = sum(one in record.get(key, {}) for one in row.scores)
        if key in record and common < max(len(row.scores), len(record[key])):
            notes.append(f"{row.name} {row.variant}: only {common} of {len(row.scores)} queries compared; the record has "
                         f"{len(record[key])}")
    names = {row.name for row in rows}
    return notes + [f"{name} {variant}: in the record, but not measured" for name, variant in record
                    if name in names and (name, variant) not in measured]


def ratio_to_plain(row, plain):
    same = [key for key in row.scores if key in plain.scores]
    whole = sum(plain.scores[key] for key in same)
    return sum(row.scores[key] for key in same) / whole if whole else None


def read_record(path):
    """Returns {(set, variant): {query key: score}} and {(set, variant): commit at which it was recorded}."""
    if not path.exists():
        return {}, {}
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return ({(row["set"], row["variant"]): row["scores"] for row in rows},
            {(row["set"], row["variant"]): row["commit"] for row in rows})


def write_record(path, rows, commit):
    """Replaces the sets of these rows and keeps the other sets. Writes one row per line, for readable diffs."""
    scores, commits = read_record(path)
    measured = {row.name for row in rows}
    scores = {key: row for key, row in scores.items() if key[0] not in measured}
    for row in rows:
        scores[row.name, row.variant] = dict(sorted(row.scores.items()))
        commits[row.name, row.variant] = commit
    lines = [json.dumps({"set": key[0], "variant": key[1], "commit": commits[key], "n": len(scores[key]),
                         "mean": round(mean(scores[key].values()) / UNIT, 4), "scores": scores[key]},
                        separators=(",", ":")) for key in sorted(scores)]
    temporary = path.with_name(path.name + ".new")
    temporary.write_text('{"about":"tools/eval --record","unit":%d,"rows":[\n%s\n]}\n' % (UNIT, ",\n".join(lines)),
                         encoding="utf-8")
    temporary.replace(path)
