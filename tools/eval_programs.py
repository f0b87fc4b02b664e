"""The programs that tools/eval measures: builds them, runs them, and asks the daemon."""
import contextlib
import http.client
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from eval_scores import DEPTH

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / "build" / "release" / "bin"


def build_programs():
    subprocess.run([ROOT / "tools" / "install", "run"], check=True)
    if not (ROOT / "build" / "release" / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", "release", "--log-level=WARNING"], cwd=ROOT, check=True)
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "callside-index", "callside-searchd"],
                   cwd=ROOT, check=True, stdout=sys.stderr)


def commit_here():
    git = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty"], capture_output=True, text=True,
                         check=False)
    return git.stdout.strip() or "unknown"


def run(command):
    """Runs a program, returns its output, and exits if it fails. Status 3 of callside-index means "done, some documents
    rejected"."""
    done = subprocess.run([str(word) for word in command], check=False, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    if done.returncode not in (0, 3):
        sys.exit(f"{done.stderr}tools/eval: {Path(command[0]).name} failed with status {done.returncode}")
    return done.stdout


def build_index(index, sources):
    run([BIN / "callside-index", "build", "--quiet", "--index", index, *sources])


class Answer(NamedTuple):
    suggestions: list
    nothing_good: bool
    ms: float

    @property
    def ids(self):
        return [one["id"] for one in self.suggestions]

    @property
    def best(self):
        """The score of the first suggestion, or None."""
        return self.suggestions[0]["score"] if self.suggestions else None


class Daemon:
    """A persistent connection to callside-searchd."""

    def __init__(self, port, key):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})

    def send(self, method, path, body=None):
        """Returns (status, body)."""
        self.connection.request(method, path, body, self.headers)
        response = self.connection.getresponse()
        return response.status, response.read()

    def suggest(self, text, lang, limit=DEPTH):
        question = {"q": text, "limit": limit} | ({"lang": [lang]} if lang else {})
        start = time.perf_counter()
        status, body = self.send("POST", "/v1/suggest", json.dumps(question))
        ms = (time.perf_counter() - start) * 1000
        if status != 200:
            sys.exit(f"tools/eval: HTTP {status} for {text!r}: {body[:300]!r}")
        answer = json.loads(body)
        return Answer(answer["suggestions"], answer["nothing_good"], ms)

    def has_article(self, name, lang):
        """True if the daemon serves the article in this language today."""
        status, body = self.send("GET", f"/v1/articles/{quote(name, safe='')}?lang={lang}")
        if status not in (200, 404):
            sys.exit(f"tools/eval: HTTP {status} for the article {name}: {body[:300]!r}")
        return status == 200 and json.loads(body)["lang"] == lang


@contextlib.contextmanager
def daemon(folder, index, audiences=None):
    """Serves what these audiences may see, or else what is public."""
    log = folder / "log"
    command = [str(BIN / "callside-searchd"), "--index", str(index), "--listen", "127.0.0.1:0", "--deadline", "0"]
    key = None
    if audiences:
        keys = ["--keys", str(folder / "keys.yaml")]
        key = run([BIN / "callside-searchd", "key", "new", "--name", "eval", "--audiences", audiences, *keys]).strip()
        command += keys
    with log.open("w") as file, subprocess.Popen(command, stdout=file, stderr=file) as process:
        try:
            # The daemon logs its port once it listens.
            while not (match := re.search(r"listening on http://127\.0\.0\.1:(\d+)", log.read_text())):
                if process.poll() is not None:
                    sys.exit("tools/eval: callside-searchd ended:\n" + log.read_text())
                time.sleep(0.02)
            yield Daemon(int(match[1]), key)
        finally:
            process.terminate()
