"""The part `scale` of tools/bench: how time, memory and size grow with the number of tickets.

Tickets are made of random sentences, so they measure speed and not quality. Plain Xapian (tools/bench_plain.cc) is
measured in the same run on the same texts: machines differ, shares of its time differ less.
"""
import contextlib
import itertools
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import bench_programs as programs

SIZES = (10_000, 100_000, 1_000_000)
LARGEST = SIZES[-1]
LIMIT = 5  # suggestions of an answer
CONNECTIONS = 8
# Questions that are asked letter by letter, and questions whose first one and two letters are asked.
TYPED, SHORT = 100, 300
TITLES = {"whole": "four words", "typed": "as typed", "short": "one or two letters"}

# The reader of the index with audience groups sees the tickets of one group, a tenth of all.
GROUPS = ("tier-1", "tier-2", "billing", "field", "partners")
READER = GROUPS[0]


@dataclass(frozen=True)
class Target:
    """A figure to reach: `limit` itself, or `share` of the figure that it is compared with. Either is enough."""
    limit: float | None = None
    share: float | None = None
    at_least: bool = False

    def is_reached(self, figure, compared=None):
        bounds = [] if self.limit is None else [self.limit]
        if self.share is not None and compared is not None:
            bounds.append(self.share * compared)
        return any(figure >= bound if self.at_least else figure <= bound for bound in bounds)

    def __str__(self):
        bounds = [] if self.share is None else [f"{self.share:g} x"]
        bounds += [] if self.limit is None else [f"{self.limit:g}"]
        return f"at {'least' if self.at_least else 'most'} {' or '.join(bounds)}"


# Milliseconds (p50, p99) on two cores of a server with other work on it; shares are of plain Xapian's time.
TIMES = {
    100_000: {"whole": (Target(1.2), Target(5)), "typed": (Target(1.5), Target(9))},
    LARGEST: {"whole": (Target(2.2, 0.25), Target(11, 0.30)), "typed": (Target(2.6, 0.15), Target(18, 0.08)),
              "short": (None, Target(6))},
}
# Of a million tickets.
ANSWERS = Target(600, 20, at_least=True)
SPEED = Target(5000, 4, at_least=True)
PEAK_GB = INDEX_GB = Target(1.5)
ANONYMOUS_MB = Target(300)
GROUPED = Target(share=1.3)
# From 100,000 tickets to a million.
GROWTH = (Target(1), Target(8))
# Of LibreOffice's help in five languages.
ARTICLES = (Target(1.2), Target(5))


class Figures:
    """Prints figures, and counts those that reach their target."""

    def __init__(self):
        self.reached, self.missed = 0, []

    def heading(self, title, compared="plain"):
        self.title = title
        print(f"\n{title}\n  {'':<40} {'Callside':>9} {compared:>9} {'ratio':>7}")

    def row(self, name, figure, target=None, compared=None, digits=2):
        columns = f"{figure:9.{digits}f}"
        columns += f" {compared:9.{digits}f} {figure / compared:7.2f}" if compared else " " * 18
        print(f"  {name:<40} {columns}   {self.verdict(name, figure, target, compared)}".rstrip())

    def verdict(self, name, figure, target, compared):
        if target is None:
            return ""
        if target.is_reached(figure, compared):
            self.reached += 1
            return f"{target}: reached"
        self.missed.append(f"{self.title}: {name}")
        return f"{target}: MISSED"

    def percentiles(self, name, times, targets=(None, None), compared=(None, None)):
        for which, *row in zip(("p50", "p99"), times, targets, compared):
            self.row(f"{name}, {which} ms", *row)

    def summary(self):
        print(f"\n{self.reached} of {self.reached + len(self.missed)} figures reached")
        for name in self.missed:
            print(f"  missed: {name}")


def write_queries(source, folder):
    """Writes whole.tsv (the questions in `source`, JSON Lines), typed.tsv (some of them, letter by letter) and
    short.tsv (their first one and two letters). Returns the paths by name."""
    with source.open(encoding="utf-8") as lines:
        whole = [(query["lang"], query["text"]) for query in map(json.loads, lines)]
    typed = [(language, text[:end]) for language, text in whole[:TYPED] for end in range(1, len(text) + 1)
             if text[end - 1] != " "]
    short = [(language, text[:end]) for language, text in whole[:SHORT] for end in (1, 2)]
    paths = {}
    for name, queries in (("whole", whole), ("typed", typed), ("short", short)):
        paths[name] = folder / f"{name}.tsv"
        paths[name].write_text("".join(f"{language}\t{text}\n" for language, text in queries), encoding="utf-8")
    return paths


def write_head(source, target, count):
    """Writes the first `count` tickets. Exits if there are fewer."""
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        written = 0
        for line in itertools.islice(lines, count):
            out.write(line)
            written += 1
    if written < count:
        sys.exit(f"tools/bench: {source} holds {written} tickets; pass --tickets {written} to measure with these")


def write_grouped(source, target):
    """Writes the same tickets, each for one group: a tenth for the reader's."""
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            ticket = json.loads(line)
            ticket["audience"] = READER if number % 10 == 0 else GROUPS[1 + number % (len(GROUPS) - 1)]
            out.write(json.dumps(ticket, ensure_ascii=False) + "\n")


def derive(source, target, write, *arguments):
    """Writes `target` from `source`, unless an earlier run did. A derived file has the time of its source."""
    if target.exists() and target.stat().st_mtime_ns == source.stat().st_mtime_ns:
        return target
    write(source, target, *arguments)
    shutil.copystat(source, target)
    return target


def write_rows(source, folder):
    """Writes the tickets as bench_plain reads them. Returns their paths by language, and the number of tickets."""
    paths, count = {}, 0
    with contextlib.ExitStack() as stack, source.open(encoding="utf-8") as lines:
        files = {}
        for line in lines:
            ticket = json.loads(line)
            count += 1
            language = ticket["lang"]
            if language not in files:
                paths[language] = folder / f"rows-{language}.tsv"
                files[language] = stack.enter_context(paths[language].open("w", encoding="utf-8"))
            fields = (ticket["id"], ticket.get("subject", ""), f"{ticket['question']} {ticket['resolution']}")
            files[language].write("\t".join(" ".join(field.split()) for field in fields) + "\n")
    return paths, count


def sizes_up_to(count):
    return [size for size in SIZES if size < count] + [count]


@dataclass
class Built:
    """An index of ours or of plain Xapian, and what its build took."""
    path: Path
    seconds: float
    peak_gb: float
    commit: str = ""  # of the program, if an earlier run built it


class Scale:
    """`folder` keeps everything that takes long to make if `keeps`; else each index is removed after its use. `commit`
    names the programs."""

    def __init__(self, folder, keeps, commit):
        self.folder, self.keeps, self.commit = folder, keeps, commit
        self.figures = Figures()

    def build(self, path, tickets, command):
        """Runs `command`, which makes the index at `path`, unless an earlier run made it of the same tickets."""
        record, made_of = path.with_name(path.name + ".json"), f"{tickets.resolve()} {tickets.stat().st_mtime_ns}"
        if record.exists():
            built = json.loads(record.read_text(encoding="utf-8"))
            if built["tickets"] == made_of:
                return Built(path, built["seconds"], built["peak_gb"], built["commit"])
            record.unlink()
        shutil.rmtree(path, ignore_errors=True)
        seconds, _, peak = programs.measured(command)
        record.write_text(json.dumps({"tickets": made_of, "seconds": seconds, "peak_gb": peak, "commit": self.commit}),
                          encoding="utf-8")
        return Built(path, seconds, peak)

    def remove(self, built):
        if not self.keeps:
            shutil.rmtree(built.path)

    def build_ours(self, path, tickets, *options):
        return self.build(path, tickets,
                          [programs.BIN / "callside-index", "build", "--quiet", "--index", path, *options, tickets])

    def build_plain(self, path, tickets):
        rows, _ = write_rows(tickets, self.folder)
        built = self.build(path, tickets, [programs.BIN / "bench_plain", "index", path,
                                           *(f"{language}={row}" for language, row in sorted(rows.items()))])
        for row in rows.values():
            row.unlink()
        return built

    def ask_ours(self, index, audiences="public,internal"):
        """Returns percentiles by kind of query, answers per second, and the daemon's anonymous memory in MB."""
        times = {}
        with programs.daemon(self.folder, index, audiences) as (port, key, pid):
            for name, path in self.queries.items():
                times[name] = second_pass(programs.ask(port, key, path, 1, 2, LIMIT)[0])
            _, rate = programs.ask(port, key, self.queries["typed"], CONNECTIONS, 1, LIMIT)
            memory = programs.anonymous_mb(pid)
        return {name: programs.percentiles(timings) for name, timings in times.items()}, rate, memory

    def ask_plain(self, index):
        """Returns percentiles of four words and as typed, and answers per second of the latter, one after another."""
        whole = second_pass(programs.ask_plain(index, self.queries["whole"], 2, LIMIT))
        typed = second_pass(programs.ask_plain(index, self.queries["typed"], 2, LIMIT, "partial"))
        rate = len(typed) / sum(ms for _, ms in typed) * 1000
        return {"whole": programs.percentiles(whole), "typed": programs.percentiles(typed)}, rate

    def measure(self, tickets, count):
        """Measures an index of all these tickets. Returns percentiles by kind of query."""
        plain = self.build_plain(self.folder / f"plain-{count}", tickets)
        baseline, plain_rate = self.ask_plain(plain.path)
        ours = self.build_ours(self.folder / f"index-{count}", tickets)
        times, rate, memory = self.ask_ours(ours.path)

        def at_a_million(target):
            return target if count == LARGEST else None

        show, targets, none = self.figures, TIMES.get(count, {}), (None, None)
        show.heading(f"{count:,} tickets")
        for name, title in TITLES.items():
            show.percentiles(title, times[name], targets.get(name, none), baseline.get(name, none))
        show.row(f"as typed, {CONNECTIONS} connections, answers/s", rate, at_a_million(ANSWERS), plain_rate, 0)
        show.row("build, tickets/s", count / ours.seconds, at_a_million(SPEED), count / plain.seconds, 0)
        show.row("build, peak memory GB", ours.peak_gb, at_a_million(PEAK_GB), plain.peak_gb)
        show.row("index GB", programs.size_gb(ours.path), at_a_million(INDEX_GB), programs.size_gb(plain.path))
        show.row("daemon, anonymous memory MB", memory, at_a_million(ANONYMOUS_MB), digits=0)
        if ours.commit:
            print(f"  The index was built by an earlier run, with {ours.commit}.")
        self.remove(plain)
        self.remove(ours)
        return times

    def measure_groups(self, tickets, count, times):
        """Measures the same tickets in groups against `times`, those without groups."""
        grouped = derive(tickets, self.folder / f"grouped-{count}.jsonl", write_grouped)
        config = self.folder / "callside.yaml"
        config.write_text(f"groups: [{', '.join(GROUPS)}]\n", encoding="utf-8")
        ours = self.build_ours(self.folder / f"grouped-{count}", grouped, "--config", config)
        seen, _, _ = self.ask_ours(ours.path, READER)
        target = GROUPED if count == LARGEST else None
        self.figures.heading(f"{count:,} tickets of five groups, for a key that sees a tenth of them", "no groups")
        for name in ("whole", "typed"):
            self.figures.percentiles(TITLES[name], seen[name], (target, target), times[name])
        self.remove(ours)

    def show_growth(self, times):
        before, after = SIZES[-2:]
        if before not in times or after not in times:
            return
        self.figures.heading(f"Growth from {before:,} to {after:,} tickets", "")
        for name in ("whole", "typed"):
            growth = [late - early for late, early in zip(times[after][name], times[before][name])]
            self.figures.percentiles(TITLES[name], growth, GROWTH)

    def run(self, all_tickets, queries, most, ask_articles):
        """Measures up to `most` tickets of a file, with its queries. `ask_articles` prints and returns percentiles on
        LibreOffice's help; it is None without it. Returns False if a figure is missed."""
        self.queries = write_queries(queries, self.folder)
        times = {}
        for size in sizes_up_to(most):
            tickets = derive(all_tickets, self.folder / f"tickets-{size}.jsonl", write_head, size)
            times[size] = self.measure(tickets, size)
        self.measure_groups(tickets, most, times[most])
        self.show_growth(times)
        if ask_articles:
            print()
            articles = ask_articles()
            self.figures.heading("LibreOffice's help in five languages", "")
            self.figures.percentiles("judged queries", articles, ARTICLES)
        else:
            print("\nSkipped LibreOffice's help: pass its folder with --docs")
        self.figures.summary()
        return not self.figures.missed


def second_pass(timings):
    """The first pass reads the index from the disk."""
    return timings[len(timings) // 2:]
