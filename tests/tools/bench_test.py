#!/usr/bin/env python3
"""Tests what tools/bench scale measures and how it judges figures. Measures nothing."""
import contextlib
import io
import json
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
# Keeps __pycache__ out of the source tree.
sys.dont_write_bytecode = True
import bench_scale as scale


def ticket(number, language="en"):
    return {"kind": "ticket", "id": f"T{number}", "lang": language, "subject": "No\tsound",
            "question": "Why\nis it quiet?", "resolution": "It was off.", "audience": "public"}


def write_lines(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def printed(action):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        action()
    return out.getvalue()


class Targets(unittest.TestCase):
    def test_a_share_or_a_limit_is_enough(self):
        target = scale.Target(2.2, 0.25)
        self.assertTrue(target.is_reached(2.2, 4))
        self.assertTrue(target.is_reached(2.5, 10))
        self.assertFalse(target.is_reached(2.3, 9))
        # Nothing to compare with.
        self.assertFalse(target.is_reached(2.3))
        self.assertFalse(scale.Target(share=1.3).is_reached(1.4, 1))
        speed = scale.Target(600, 20, at_least=True)
        self.assertTrue(speed.is_reached(600, 100))
        self.assertTrue(speed.is_reached(220, 11))
        self.assertFalse(speed.is_reached(200, 11))
        self.assertEqual(str(target), "at most 0.25 x or 2.2")
        self.assertEqual(str(speed), "at least 20 x or 600")

    def test_missed_figures_are_named(self):
        figures = scale.Figures()
        out = printed(lambda: (figures.heading("9 tickets"), figures.row("one", 2, scale.Target(1)),
                               figures.row("two", 0.5, scale.Target(1)), figures.row("three", 7), figures.summary()))
        self.assertEqual(figures.missed, ["9 tickets: one"])
        self.assertIn("at most 1: MISSED", out)
        self.assertIn("at most 1: reached", out)
        self.assertIn("1 of 2 figures reached\n  missed: 9 tickets: one", out)

    def test_growth_needs_both_sizes(self):
        one = scale.Scale(Path("/nowhere"), False, "")
        small = {"whole": (1, 4), "typed": (1, 6)}
        self.assertEqual(printed(lambda: one.show_growth({100_000: small})), "")
        printed(lambda: one.show_growth({100_000: small, 1_000_000: {"whole": (2.5, 11), "typed": (1.5, 15)}}))
        self.assertEqual([name.split(": ")[1] for name in one.figures.missed],
                         ["four words, p50 ms", "as typed, p99 ms"])

    def test_sizes(self):
        self.assertEqual(scale.sizes_up_to(1_000_000), [10_000, 100_000, 1_000_000])
        self.assertEqual(scale.sizes_up_to(10_000), [10_000])
        self.assertEqual(scale.sizes_up_to(50_000), [10_000, 50_000])


class Inputs(unittest.TestCase):
    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = Path(made.name)
        self.tickets = self.folder / "tickets.jsonl"
        write_lines(self.tickets, [ticket(number, "de" if number % 3 else "en") for number in range(200)])

    def test_the_reader_sees_a_tenth_and_five_groups_share_all(self):
        scale.write_grouped(self.tickets, self.folder / "grouped.jsonl")
        grouped = (self.folder / "grouped.jsonl").read_text(encoding="utf-8").splitlines()
        groups = Counter(json.loads(line)["audience"] for line in grouped)
        self.assertEqual(groups[scale.READER], 20)
        self.assertEqual(set(groups), set(scale.GROUPS))
        self.assertEqual(sum(groups.values()), 200)

    def test_questions_are_asked_whole_letter_by_letter_and_short(self):
        source = self.folder / "q.jsonl"
        write_lines(source, [{"lang": "de", "text": "Wo ist er"}] + [{"lang": "en", "text": "so so"}] * 400)
        paths = scale.write_queries(source, self.folder)
        whole, typed, short = (paths[name].read_text(encoding="utf-8").splitlines()
                               for name in ("whole", "typed", "short"))
        self.assertEqual(len(whole), 401)
        # No request at a space, which changes nothing.
        self.assertEqual(typed[:7], [f"de\t{text}" for text in
                                     ("W", "Wo", "Wo i", "Wo is", "Wo ist", "Wo ist e", "Wo ist er")])
        self.assertEqual(len(typed), 7 + 4 * (scale.TYPED - 1))
        self.assertEqual(short[:4], ["de\tW", "de\tWo", "en\ts", "en\tso"])
        self.assertEqual(len(short), 2 * scale.SHORT)

    def test_rows_of_plain_xapian_hold_the_same_text(self):
        paths, count = scale.write_rows(self.tickets, self.folder)
        self.assertEqual(count, 200)
        self.assertEqual(set(paths), {"de", "en"})
        self.assertEqual(paths["en"].read_text().splitlines()[0], "T0\tNo sound\tWhy is it quiet? It was off.")

    def test_a_part_is_kept_until_its_source_changes(self):
        part = self.folder / "part.jsonl"
        self.assertEqual(scale.derive(self.tickets, part, scale.write_head, 5), part)
        self.assertEqual(part.read_text().splitlines(), self.tickets.read_text().splitlines()[:5])
        calls = []
        scale.derive(self.tickets, part, lambda *_: calls.append(1))
        self.assertEqual(calls, [])
        write_lines(self.tickets, [ticket(7)])
        scale.derive(self.tickets, part, scale.write_head, 1)
        self.assertEqual(len(part.read_text().splitlines()), 1)

    def test_too_few_tickets_are_an_error(self):
        with self.assertRaisesRegex(SystemExit, "holds 200 tickets; pass --tickets 200"):
            scale.write_head(self.tickets, self.folder / "part.jsonl", 201)


class CommandLine(unittest.TestCase):
    def run_bench(self, *arguments):
        return subprocess.run([ROOT / "tools" / "bench", "scale", *arguments], capture_output=True, text=True,
                              check=False)

    def test_says_how_to_provide_tickets(self):
        with tempfile.TemporaryDirectory() as folder:
            done = self.run_bench("--docs", folder)
            self.assertEqual(done.returncode, 2)
            self.assertIn("--tickets-file FILE", done.stderr)
            self.assertIn("make_tickets.py", done.stderr)
            tickets = Path(folder) / "t.jsonl"
            write_lines(tickets, [ticket(1)])
            done = self.run_bench("--tickets-file", str(tickets))
            self.assertEqual(done.returncode, 2)
            self.assertIn("t.jsonl.queries.jsonl does not exist", done.stderr)


if __name__ == "__main__":
    unittest.main()
