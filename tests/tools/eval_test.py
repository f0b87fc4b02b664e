#!/usr/bin/env python3
"""Tests the measures of tools/eval, that it reports a real drop but not noise, and that its questions fit the corpus."""
import json
import math
import random
import re
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
# Keeps __pycache__ out of the source tree.
sys.dont_write_bytecode = True
import eval_alarms as alarms
import eval_calibration as calibration
import eval_languages as languages
import eval_passages as passages
import eval_programs as programs
import eval_scores as scores

CORPUS = ROOT / "corpus"
RECORD = CORPUS / "eval-record.json"


def row_of(values, name="lo/en", variant="plain"):
    row = scores.Row(name, variant)
    for number, value in enumerate(values):
        row.add(f"q{number}", value, rank=1 if value else 0)
    return row


def record_of(values, name="lo/en", variant="plain"):
    return {(name, variant): row_of(values).scores}


def some_scores(count):
    """Realistic nDCG scores of queries with one right answer at various ranks."""
    chance = random.Random(7)
    return [chance.choice([0, 0, 1, 1, 1, 1 / math.log2(3), 0.5, 1 / math.log2(5)]) for _ in range(count)]


class Measures(unittest.TestCase):
    def test_values_by_hand(self):
        grades = {"best": 3, "good": 2, "fair": 1, "none": 0}
        ideal = 7 + 3 / math.log2(3) + 1 / 2
        self.assertEqual(scores.judge(grades, ["best", "good", "fair"]), (1.0, 1))
        ndcg, first = scores.judge(grades, ["none", "x", "good"])
        self.assertAlmostEqual(ndcg, 3 / 2 / ideal)
        self.assertEqual(first, 3)
        self.assertEqual(scores.judge(grades, ["x"]), (0.0, 0))
        self.assertEqual(scores.judge({"none": 0}, ["none"]), (0.0, 0))

    def test_an_id_counts_once_and_among_ten(self):
        self.assertEqual(scores.judge({"a": 1}, ["x", "x", "a"])[1], 2)
        self.assertEqual(scores.judge({"a": 1}, [str(number) for number in range(10)] + ["a"]), (0.0, 0))

    def test_success_and_ratio(self):
        row = scores.Row("s", "typo")
        for number, rank in enumerate([1, 3, 5, 6, 0]):
            row.add(f"q{number}", 0.5, rank)
        self.assertEqual([row.success(k) for k in (1, 3, 5)], [0.2, 0.4, 0.6])
        # Only queries that both rows have count.
        self.assertAlmostEqual(scores.ratio_to_plain(row, row_of([1, 1, 1, 1])), 0.5)
        self.assertIsNone(scores.ratio_to_plain(row, row_of([0, 0])))

    def test_interval_holds_the_mean(self):
        values = some_scores(500)
        low, high = scores.interval(values)
        self.assertTrue(low < scores.mean(values) < high)
        self.assertEqual((low, high), scores.interval(values))
        self.assertEqual(scores.interval([0.5] * 10), (0.5, 0.5))


class Drops(unittest.TestCase):
    def test_a_planted_drop_is_reported(self):
        before = some_scores(400)
        # So few queries lose their answer that the intervals of the two means overlap.
        after = [0 if number % 25 == 0 else value for number, value in enumerate(before)]
        drop, same = row_of(after), row_of(before, variant="typo")
        record = record_of(before) | record_of(before, variant="typo")
        self.assertEqual(scores.dropped([drop, same], record), [drop])
        mean, low, high = scores.change(drop, record["lo/en", "plain"])
        self.assertTrue(low < mean < high < 0)
        self.assertLess(scores.interval(before)[0], scores.mean(after))

    def test_noise_is_not(self):
        before = some_scores(400)
        for seed in range(5):
            chance = random.Random(seed)
            after = list(before)
            # As many queries lose a rank as gain one.
            for number in chance.sample(range(400), 60):
                after[number] = chance.choice([0.5, 1])
                before[number] = 1.5 - after[number]
            balanced = scores.mean(after) - scores.mean(before)
            self.assertLess(abs(balanced), 0.03)
            self.assertEqual(scores.dropped([row_of(after)], record_of(before)), [], seed)

    def test_one_query_is_noise(self):
        before = [1] * 400
        self.assertEqual(scores.dropped([row_of([0] + before[1:])], record_of(before)), [])

    def test_the_same_answers_are_no_change(self):
        before = [1 / math.log2(3)] * 400
        record = json.loads(json.dumps(record_of(before)["lo/en", "plain"]))
        self.assertEqual(scores.change(row_of(before), record), (0, 0, 0))

    def test_gains_and_new_rows_are_no_drops(self):
        self.assertEqual(scores.dropped([row_of([1] * 50)], record_of([0] * 50)), [])
        self.assertEqual(scores.dropped([row_of([0] * 50)], {}), [])
        self.assertIsNone(scores.change(row_of([0] * 50), {}))

    def test_rows_not_compared_are_reported(self):
        row = row_of([1] * 50)
        self.assertEqual(scores.not_compared([row], record_of([1] * 50)), [])
        self.assertEqual(scores.not_compared([row], {}), [])
        self.assertIn("only 40 of 50", scores.not_compared([row], record_of([1] * 40))[0])
        self.assertIn("only 50 of 50", scores.not_compared([row], record_of([1] * 60))[0])
        notes = scores.not_compared([row], record_of([1] * 50) | record_of([1], variant="typo"))
        self.assertEqual(notes, ["lo/en typo: in the record, but not measured"])
        # Sets that were not measured at all are not mentioned.
        self.assertEqual(scores.not_compared([row], record_of([1] * 50) | record_of([1], name="faq")), [])


def alarms_of(name, judged, off_topic, threshold):
    """A set in which questions are refused if their best score is below the threshold."""
    out = alarms.Alarms(name)
    for scores_of, nothing in ((judged, False), (off_topic, True)):
        for score in scores_of:
            out.add(score, score is None or score < threshold, nothing)
    return out


class FalseAlarms(unittest.TestCase):
    def test_share_refused_by_a_threshold(self):
        one = alarms_of("a", [0.2, 0.5, 0.9, 0.7], [0.1, 0.3, None, 0.8], 0.4)
        self.assertEqual(alarms.refused_below(one.judged, 0.5), 0.25)
        self.assertEqual(alarms.refused_below(one.judged, 0.51), 0.5)
        # Questions without answers are always refused.
        self.assertEqual(alarms.refused_below(one.off_topic, 0), 0.25)
        self.assertEqual(alarms.refused_below(one.off_topic, 0.31), 0.75)
        self.assertEqual(alarms.refused_now(one.judged), 0.25)
        self.assertEqual(alarms.refused_now(one.off_topic), 0.75)
        self.assertIsNone(alarms.refused_below([], 0.5))

    def test_the_threshold_in_use_follows_from_what_was_refused(self):
        one, two = alarms_of("a", [0.2, 0.5], [0.1], 0.4), alarms_of("b", [0.38, 0.45], [], 0.4)
        self.assertEqual(alarms.threshold_in_use([one, two]), (0.38, 0.45))
        # Two sets with different thresholds have no common one.
        self.assertIsNone(alarms.threshold_in_use([one, alarms_of("b", [0.15], [], 0.1)]))
        self.assertIsNone(alarms.threshold_in_use([alarms_of("a", [0.5], [0.6], 0)]))

    def test_the_curve_has_one_line_per_step_and_one_for_now(self):
        clinc = alarms_of("tickets/clinc150", [0.9, 0.8, 0.1], [0.2, 0.6], 0.42)
        demo = alarms_of("demo", [0.7], [0.3, None], 0.42)
        other = alarms_of("lo/en", [0.41, 0.9, 0.9, 0.9], [], 0.42)
        lines = alarms.curve_lines([other, clinc, demo])
        steps = {line.split()[0]: line.split()[1:] for line in lines if line[:1].isdigit() or line.startswith("now ")}
        self.assertEqual(len(steps), len(alarms.STEPS) + 1)
        #                                clinc150            demo                all of these        lo/en
        self.assertEqual(steps["0.25"], ["0.500", "0.333", "0.500", "0.000", "0.500", "0.250", "0.000"])
        self.assertEqual(steps["now"], ["0.500", "0.333", "1.000", "0.000", "0.750", "0.250", "0.250"])
        order = [line.split()[0] for line in lines if line[:1].isdigit() or line.startswith("now ")]
        # The line is placed where its threshold belongs.
        self.assertLess(order.index("0.40"), order.index("now"))
        self.assertIn("above 0.4100 and at most 0.6000", lines[-1])

    def test_a_missing_threshold_is_reported(self):
        self.assertEqual(alarms.curve_lines([alarms_of("a", [0.5], [0.4], 0)])[-1], "now: nothing is refused")
        both = [alarms_of("a", [0.5], [0.2], 0.3), alarms_of("b", [0.1], [0.2], 0.05)]
        self.assertIn("no single threshold", alarms.curve_lines(both)[-1])

    def test_no_curve_without_off_topic_questions(self):
        self.assertEqual(alarms.curve_lines([alarms_of("lo/en", [0.4], [], 0.5)]), [])


def calibrated(count):
    """As many questions of each of ten scores, right as often as their score says; exactly so for multiples of 20."""
    return [((number + 0.5) / 10, place < count * (number + 0.5) / 10) for number in range(10) for place in range(count)]


class CalibrationError(unittest.TestCase):
    def test_perfect_scores_have_none_and_wrong_ones_have_their_distance(self):
        self.assertAlmostEqual(calibration.calibration_error(calibrated(20)), 0)
        self.assertAlmostEqual(calibration.calibration_error([(score, False) for score, _ in calibrated(20)]), 0.5)
        overconfident = [(score + (1 - score) / 2, right) for score, right in calibrated(20)]
        self.assertAlmostEqual(calibration.calibration_error(overconfident), 0.25)
        # Too high and too low do not cancel each other out.
        self.assertAlmostEqual(calibration.calibration_error([(0.3, False)] * 50 + [(0.7, True)] * 50), 0.3)

    def test_values_by_hand(self):
        # 105 questions: five bins of ten and five of eleven.
        questions = [(0.1, False)] * 10 + [(0.9, True)] * 95
        bins = calibration.bins_of(questions)
        self.assertEqual([size for size, _, _ in bins], [10, 11] * 5)
        self.assertAlmostEqual(bins[0][1], 0.1)
        self.assertEqual(bins[0][2], 0.0)
        self.assertAlmostEqual(bins[1][1], 0.9)
        self.assertEqual(bins[1][2], 1.0)
        self.assertAlmostEqual(calibration.calibration_error(questions), 0.1)

    def test_the_order_of_equal_scores_does_not_matter(self):
        # The ties reach over the borders of bins.
        chance = random.Random(3)
        questions = [(chance.choice([0.0, 0.2, 0.5, 0.51, 0.9]), chance.random() < 0.4) for _ in range(137)]
        expected = calibration.bins_of(questions)
        for _ in range(20):
            chance.shuffle(questions)
            self.assertEqual(calibration.bins_of(questions), expected)
        self.assertEqual(calibration.bins_of(sorted(questions)), expected)
        # If all scores are equal, all bins are.
        half = [(0.5, False)] * 50 + [(0.5, True)] * 50
        self.assertEqual(set(calibration.bins_of(half)), {(10, 0.5, 0.5)})
        self.assertEqual(calibration.calibration_error(half), 0)

    def test_none_below_a_hundred_questions(self):
        self.assertIsNone(calibration.calibration_error(calibrated(10)[1:]))
        self.assertIsNone(calibration.bins_of([]))
        self.assertIsNotNone(calibration.calibration_error(calibrated(10)))

    def test_a_question_without_suggestions_is_wrong_at_score_zero(self):
        one = calibration.Calibration("a")
        one.add(None, False)
        one.add_off_topic(None)
        one.add_off_topic(0.4)
        self.assertEqual((one.in_scope, one.off_topic), ([(0, False)], [(0, False), (0.4, False)]))

    def test_the_table_has_a_line_per_set_and_off_topic_questions_apart(self):
        both, small, empty = (calibration.Calibration(name) for name in ("demo", "small", "empty"))
        for score, right in calibrated(20):
            both.add(score, right)
            both.add_off_topic(0.05)
        small.add(0.5, True)
        lines = [line.split() for line in calibration.calibration_lines([both, small, empty])[4:]]
        self.assertEqual(lines[0][:5], ["demo", "200", "0.000", "400", "0.025"])
        self.assertEqual(lines[0][5:], [f"{percent}/{percent}" for percent in range(5, 100, 10)])
        self.assertEqual(lines[1:], [["small", "1", "-"]])
        self.assertEqual(calibration.calibration_lines([empty]), [])


def suggestion(article, text="", lang="en"):
    return {"id": article, "lang": lang, "passage": {"text": text}}


class FakeDaemon:
    """Answers every question with the same suggestions."""

    def __init__(self, suggestions, missing=()):
        self.suggestions, self.missing = suggestions, missing
        self.asked = []

    def has_article(self, name, lang):
        return (name, lang) not in self.missing

    def suggest(self, text, lang, limit=scores.DEPTH):
        self.asked.append((text, lang, limit))
        return programs.Answer(self.suggestions, False, 1.0)


class Passages(unittest.TestCase):
    QUESTION = passages.Question("when", "en", "a", "at 10:15 for every")

    def outcome(self, *suggestions):
        return tuple(passages.judge_passage(self.QUESTION, list(suggestions)))[1:]

    def test_the_passage_must_contain_the_quote(self):
        right = suggestion("a", "It goes out\nat  10:15\u00a0for every student")
        wrong = suggestion("a", "at 10:16 for every")
        other = suggestion("b", "at 10:15 for every")
        #                                                  first  found  shown
        self.assertEqual(self.outcome(right, other), (True, True, True))
        self.assertEqual(self.outcome(other, right), (False, True, True))
        self.assertEqual(self.outcome(wrong, other), (False, True, False))
        self.assertEqual(self.outcome(other), (False, False, False))
        self.assertEqual(self.outcome(), (False, False, False))

    def test_articles_that_are_not_valid_are_left_out_and_counted(self):
        questions = [self.QUESTION, self.QUESTION._replace(lang="sl"), self.QUESTION._replace(text="why", article="b")]
        server = FakeDaemon([suggestion("a", "at 10:15 for every")], missing=[("a", "sl")])
        row, outcomes, left_out = passages.measure_passages("demo", questions, server)
        self.assertEqual(server.asked, [("when", "en", 5), ("why", "en", 5)])
        self.assertEqual(left_out, 1)
        self.assertEqual([(one.is_first, one.is_found) for one in outcomes], [(True, True), (False, False)])
        self.assertEqual((row.variant, list(row.scores.values())), ("passage", [scores.UNIT, 0]))

    def test_the_share_of_shown_passages_is_that_of_found_articles(self):
        outcomes = [passages.Outcome("en", True, True, True), passages.Outcome("en", False, True, False),
                    passages.Outcome("en", False, False, False), passages.Outcome("sl", False, False, False)]
        lines = {line.split()[0]: line for line in passages.passage_lines(outcomes)[4:]}
        self.assertEqual(list(lines), ["en", "sl", "all"])
        shares = {lang: re.sub(r"\[.*?\]", "", line).split()[1:] for lang, line in lines.items()}
        self.assertEqual(shares["en"], ["3", "0.333", "0.667", "2", "0.500"])
        self.assertEqual(shares["sl"], ["1", "0.000", "0.000", "0", "-"])
        self.assertEqual(shares["all"], ["4", "0.250", "0.500", "2", "0.500"])
        self.assertEqual(passages.passage_lines([]), [])

    def test_the_projects_own_quotes_are_in_their_articles(self):
        questions = passages.read_questions(CORPUS / "passages.tsv")
        self.assertGreater(len(questions), 100)
        self.assertEqual(len({(one.lang, one.text) for one in questions}), len(questions))
        for one in questions:
            article = CORPUS / "demo" / "articles" / one.lang / (one.article + ".md")
            self.assertIn(passages.collapsed(one.quote), passages.collapsed(article.read_text(encoding="utf-8")), one)


class Languages(unittest.TestCase):
    def test_the_comment_divides_the_variants(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "judgements.tsv"
            path.write_text("# query, lang, id, grade\ngarantia\tes\ta\t3\ngarantia\tes\tb\t1\ngarantia\tpt\ta\t3\n"
                            f"{languages.BORDER}\nbono\tes\tc\t3\n", encoding="utf-8")
            judgements = languages.read_judgements(path)
        self.assertEqual(judgements, {languages.Question("garantia", "es", "version"): {"a": 3, "b": 1},
                                      languages.Question("garantia", "pt", "version"): {"a": 3},
                                      languages.Question("bono", "es", "no version"): {"c": 3}})

    def test_first_suggestions_are_counted_by_language(self):
        pairs = [("de", "de"), ("de", "en"), ("de", "fr"), ("de", None), ("de", "de"), ("en", "en"), ("en", "de")]
        #                         n    same en   other none
        self.assertEqual([line.split() for line in languages.language_lines(pairs)[3:]],
                         [["de", "5", "2", "1", "1", "1"],
                          ["en", "2", "1", "0", "1", "0"],
                          ["all", "7", "3", "1", "2", "1"]])
        self.assertEqual(languages.language_lines([]), [])

    def test_the_projects_own_questions_have_versions_or_not_as_they_say(self):
        judgements = languages.read_judgements(CORPUS / "mixed" / "judgements.tsv")
        self.assertEqual({one.variant for one in judgements}, {languages.VERSION, languages.NO_VERSION})
        articles = CORPUS / "mixed" / "articles"
        for one, grades in judgements.items():
            best = max(grades, key=grades.get)
            self.assertEqual((articles / one.lang / (best + ".md")).exists(), one.variant == languages.VERSION, one)
            if one.variant == languages.NO_VERSION:
                self.assertTrue((articles / languages.MAIN / (best + ".md")).exists(), one)


class Record(unittest.TestCase):
    def test_measured_sets_are_replaced_and_others_stay(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "record.json"
            self.assertEqual(scores.read_record(path), ({}, {}))
            other = row_of([1], name="faq")
            scores.write_record(path, [row_of([1, 0.5]), row_of([1], variant="gone"), other], "aaa")
            scores.write_record(path, [row_of([0, 0.25])], "bbb")
            record, commits = scores.read_record(path)
            self.assertEqual(record, {("lo/en", "plain"): row_of([0, 0.25]).scores, ("faq", "plain"): other.scores})
            self.assertEqual(commits, {("lo/en", "plain"): "bbb", ("faq", "plain"): "aaa"})
            self.assertEqual(len(path.read_text().splitlines()), 4)

    def test_the_projects_own_record_is_sound_and_small(self):
        record, commits = scores.read_record(RECORD)
        self.assertTrue(any(name == "demo" for name, _ in record))
        self.assertLess(RECORD.stat().st_size, 500_000)
        for key, row in record.items():
            self.assertTrue(commits[key], key)
            self.assertTrue(row and all(0 <= score <= scores.UNIT for score in row.values()), key)


if __name__ == "__main__":
    unittest.main()
