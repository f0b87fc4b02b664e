"""What tools/bench runs: the programs of the release build, and how their time, memory and answers are measured."""
import contextlib
import os
import re
import resource
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / "build" / "release" / "bin"


def run(command, **options):
    """Runs a program and exits if it fails. Status 3 of callside-index means "done, some documents rejected"."""
    done = subprocess.run([str(word) for word in command], check=False, **options)
    if done.returncode not in (0, 3):
        sys.exit(f"tools/bench: {Path(command[0]).name} failed with status {done.returncode}")
    return done


def seconds(action):
    """Runs `action`, which runs a program. Returns the seconds that it took: (elapsed, processor time)."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    action()
    clock, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(command):
    """Runs a program and exits if it fails. Returns (elapsed seconds, processor seconds, peak memory in GB)."""
    start = time.monotonic()
    with subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        sys.exit(f"tools/bench: {Path(command[0]).name} failed with status {process.returncode}")
    # Linux reports KiB, including pages of mapped files.
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e9


def size_gb(path):
    return sum(file.lstat().st_size for file in path.rglob("*") if file.is_file()) / 1e9


def anonymous_mb(pid):
    """Memory of a process that is not a mapped file, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(r"^RssAnon:\s*(\d+) kB$", status, re.MULTILINE)[1]) / 1000


@contextlib.contextmanager
def daemon(folder, index, audiences="public,internal"):
    """Runs callside-searchd with a new key; yields (port, key, process id)."""
    (folder / "keys.yaml").unlink(missing_ok=True)
    made = run([BIN / "callside-searchd", "key", "new", "--name", "bench", "--audiences", audiences,
                "--keys", folder / "keys.yaml"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("w") as log, subprocess.Popen(
            [str(BIN / "callside-searchd"), "--index", str(index), "--listen", f"127.0.0.1:{port}",
             "--keys", str(folder / "keys.yaml"), "--log-level", "warning",
             # A search that leaves something out would seem fast.
             "--deadline", "0"], stdout=log, stderr=log) as process:
        try:
            for _ in range(300):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1).close()
                    break
                if process.poll() is not None:
                    sys.exit("tools/bench: callside-searchd ended:\n" + (folder / "log").read_text())
                time.sleep(0.1)
            yield port, made.stdout.split("\n", 1)[0], process.pid
        finally:
            process.terminate()


def ask(port, key, queries, connections, passes, limit=10):
    """Returns latencies as (language, ms), in the order asked on each connection, and requests per second."""
    done = run([BIN / "bench_http", port, queries, connections, passes, limit], input=key + "\n",
               stdout=subprocess.PIPE, text=True)
    *lines, last = [line.split("\t") for line in done.stdout.splitlines()]
    return [(language, float(micro) / 1000) for language, micro in lines], len(lines) / float(last[1])


def ask_plain(database, queries, passes, limit, *flags):
    """Asks plain Xapian, in its own process. Returns latencies as (language, ms)."""
    done = run([BIN / "bench_plain", "ask", database, queries, passes, limit, *flags],
               stdout=subprocess.PIPE, text=True)
    *lines, _ = [line.split("\t") for line in done.stdout.splitlines()]
    return [(language, float(micro) / 1000) for language, micro in lines]


def percentiles(timings):
    ordered = sorted(ms for _, ms in timings)
    return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
