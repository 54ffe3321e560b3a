#!/usr/bin/env python3
"""Compares oeleo with cp, rsync and rclone on this machine: whole processes, alternating, paired.

    ./mvnw -q -DskipTests package
    benchmarks/compare.py                 # everything, about half an hour
    benchmarks/compare.py --only small    # one data set
    benchmarks/compare.py --write         # also puts the table into benchmarks/RESULTS.md

Needs Python 3.9 and, for the comparison, rsync and rclone; what is missing is left out. Every run
copies into a folder of its own, and nothing is deleted while anything is measured: file systems are
slow to make files for seconds after a large deletion.
"""
import argparse
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
OELEO = HERE.parent / "cli/target/oeleo/bin/oeleo"
KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30

HEAD = """\
# How fast it is

`benchmarks/compare.py --write` made this. oeleo does more than its peers here: besides copying it computes SHA-256 of every
file, reads every file back and compares it (rclone does that too, rsync and cp do not), keeps a ledger, and by default forces
every file to the disk before it counts as copied (no peer does). "No fsync" and "size only" leave that out.
"""

# name: (folders, files in each, bytes of each, what it is called)
DATA = {
    "small": (100, 100, 4 * KIB, "10,000 files of 4 KiB"),
    "medium": (1, 1000, MIB, "1,000 files of 1 MiB"),
    "large": (1, 1, GIB, "1 file of 1 GiB"),
    "many": (1000, 100, KIB, "100,000 files of 1 KiB"),
}

# (data set, what is done, tool of ours, peer, the largest ratio wanted)
GOALS = [
    ("small", "copy", "oeleo", "rclone", 1.0),
    ("small", "copy", "oeleo, no fsync", "rclone", 1.0),
    ("small", "copy", "oeleo", "rsync", 1.5),
    ("small", "copy", "oeleo, no fsync", "rsync", 1.5),
    ("medium", "copy", "oeleo", "rclone", 0.9),
    ("medium", "copy", "oeleo, no fsync", "rclone", 0.9),
    ("medium", "copy", "oeleo", "rsync", 0.9),
    ("medium", "copy", "oeleo, no fsync", "rsync", 0.9),
    ("large", "copy", "oeleo", "rclone", 1.0),
    ("large", "copy", "oeleo, no fsync", "rclone", 1.0),
    ("large", "copy", "oeleo, size only", "rsync", 1.2),
    ("many", "unchanged", "oeleo", "rsync", 0.8),
    ("many", "unchanged", "oeleo", "rclone", 0.8),
]


def make(folder, folders, files, size):
    """Makes the data once; what is there already is used again."""
    done = folder / ".made"
    if done.exists():
        return
    for d in range(folders):
        sub = folder / f"day{d:04}"
        sub.mkdir(parents=True, exist_ok=True)
        for f in range(files):
            with open(sub / f"run{f:04}.raw", "wb") as out:
                left = size
                while left > 0:
                    left -= out.write(os.urandom(min(left, 8 * MIB)))
    done.touch()


def oeleo(settings):
    def command(source, target, state):
        env = {k: v for k, v in os.environ.items() if not k.startswith("OELEO_")}
        env.update(
            OELEO_BASE_DIR_FROM=str(source),
            OELEO_BASE_DIR_TO=str(target),
            OELEO_DB_NAME=str(state / "ledger.db"),
            OELEO_INCLUDE_SUBDIRS="true",
            OELEO_EXTERNAL_SUBDIRS="true",
            OELEO_EXCLUDE="/.made",
            OELEO_SETTLE="0s",
            **settings,
        )
        return [str(OELEO), "run"], env

    return command


def plain(*command):
    return lambda source, target, state: (
        [part.format(source=source, target=target) for part in command],
        dict(os.environ, LC_ALL="C.UTF-8"),
    )


def tools():
    found = {"cp": plain("cp", "-r", "{source}/.", "{target}")}
    if shutil.which("rsync"):
        found["rsync"] = plain("rsync", "-a", "{source}/", "{target}")
    if shutil.which("rclone"):
        found["rclone"] = plain("rclone", "copy", "--config=", "{source}", "{target}")
        found["rclone, size only"] = plain(
            "rclone", "copy", "--config=", "--ignore-checksum", "{source}", "{target}"
        )
    found["oeleo"] = oeleo({})
    found["oeleo, no fsync"] = oeleo({"OELEO_FSYNC": "false"})
    found["oeleo, size only"] = oeleo({"OELEO_FSYNC": "false", "OELEO_VERIFY": "size"})
    return found


def measure(command, env, cwd):
    """Wall seconds, processor seconds and peak memory of one process and its children."""
    start = time.monotonic()
    with open(cwd / "out.txt", "wb") as out:
        process = subprocess.Popen(command, env=env, cwd=cwd, stdout=out, stderr=out)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{(cwd / 'out.txt').read_text()}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * KIB}


class Bench:
    def __init__(self, work, rounds):
        self.work, self.rounds, self.number = work, rounds, 0

    def place(self):
        self.number += 1
        place = self.work / "out" / f"{os.getpid()}-{self.number}"
        (place / "to").mkdir(parents=True)
        return place

    def copies(self, source, found):
        """Everybody copies into a fresh folder, in turns."""
        results = {name: [] for name in found}
        for turn in range(self.rounds + 1):
            for name, tool in found.items():
                place = self.place()
                command, env = tool(source, place / "to", place)
                result = measure(command, env, place)
                if turn > 0:  # the first is to warm up
                    results[name].append(result)
                print(f"  {name:20} {result['wall']:7.2f} s", flush=True)
        return results

    def again(self, source, found, touch):
        """Everybody has copied already; `touch` changes some of the source before each turn."""
        places = {name: self.place() for name in found}
        results = {name: [] for name in found}
        for name, tool in found.items():
            command, env = tool(source, places[name] / "to", places[name])
            measure(command, env, places[name])
        for turn in range(self.rounds + 1):
            touch(turn)
            for name, tool in found.items():
                command, env = tool(source, places[name] / "to", places[name])
                result = measure(command, env, places[name])
                if turn > 0:
                    results[name].append(result)
                print(f"  {name:20} {result['wall']:7.2f} s", flush=True)
        return results

    def clean(self):
        shutil.rmtree(self.work / "out", ignore_errors=True)
        os.sync()
        time.sleep(10)


def change_one_in_a_thousand(source):
    def touch(turn):
        for d in range(0, 1000, 10):
            with open(source / f"day{d:04}" / f"run{turn:04}.raw", "r+b") as f:
                f.write(os.urandom(KIB))

    return touch


def startup(rounds):
    env = dict(os.environ)
    place = pathlib.Path("/tmp")
    times = []
    for _ in range(rounds + 1):
        start = time.monotonic()
        subprocess.run([str(OELEO), "--version"], env=env, cwd=place, check=True, stdout=subprocess.DEVNULL)
        times.append(time.monotonic() - start)
    return statistics.median(times[1:])


def median(results, key):
    return statistics.median(r[key] for r in results)


def ratio(ours, theirs):
    """Pair by pair, because a machine is slower in one minute than in another."""
    return statistics.median(a["wall"] / b["wall"] for a, b in zip(ours, theirs))


def version(*command):
    try:
        text = subprocess.run(command, capture_output=True, text=True).stdout
        return text.splitlines()[0].strip()
    except (OSError, IndexError):
        return "not installed"


def machine():
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
    return [
        f"{os.cpu_count()} processors ({model}), {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') // GIB} GiB",
        f"{platform.system()} {platform.release()}",
        java,
        version("rsync", "--version"),
        version("rclone", "--version"),
        version(str(OELEO), "--version"),
    ]


def table(all_results, start):
    lines = []
    for (data, action), results in all_results.items():
        lines += [f"### {DATA[data][3]}, {action}", ""]
        lines += ["| | seconds | processor seconds | peak memory, MiB |", "|---|---:|---:|---:|"]
        for name, runs in results.items():
            lines.append(
                f"| {name} | {median(runs, 'wall'):.2f} | {median(runs, 'cpu'):.2f}"
                f" | {median(runs, 'peak') / MIB:.0f} |"
            )
        lines.append("")
    lines += ["### Ratios, pair by pair", ""]
    lines += ["| data | what | | to | ratio | wanted |", "|---|---|---|---|---:|---:|"]
    for data, action, ours, peer, most in GOALS:
        results = all_results.get((data, action), {})
        if ours in results and peer in results:
            value = ratio(results[ours], results[peer])
            lines.append(
                f"| {DATA[data][3]} | {action} | {ours} | {peer} | {value:.2f}"
                f" | {most} {'' if value <= most else '(missed)'} |"
            )
    lines += ["", f"Start-up (`oeleo --version`): {start:.2f} s.", ""]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=pathlib.Path, default=HERE / "target")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=DATA, action="append")
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    if not OELEO.exists():
        sys.exit(f"{OELEO} is not there: build it with ./mvnw -q -DskipTests package")
    bench, all_results = Bench(wanted.work, wanted.rounds), {}
    bench.clean()
    for data in wanted.only or DATA:
        folders, files, size, title = DATA[data]
        source = wanted.work / data
        print(f"{title}: making it", flush=True)
        make(source, folders, files, size)
        found = tools()
        if data == "many":
            peers = {n: found[n] for n in ("rsync", "rclone", "oeleo") if n in found}
            for action, touch in (
                ("unchanged", lambda turn: None),
                ("one in a thousand changed", change_one_in_a_thousand(source)),
            ):
                print(f"{title}: {action}", flush=True)
                all_results[data, action] = bench.again(source, peers, touch)
                bench.clean()
        else:
            print(f"{title}: copy", flush=True)
            all_results[data, "copy"] = bench.copies(source, found)
            bench.clean()
    lines = table(all_results, startup(wanted.rounds))
    print("\n".join(lines))
    (wanted.work / "results.json").write_text(
        json.dumps({" ".join(key): value for key, value in all_results.items()}, indent=1)
    )
    if wanted.write:
        facts = "".join(f"* {fact}\n" for fact in machine())
        (HERE / "RESULTS.md").write_text(
            HEAD + f"\n{facts}\nMedians of {wanted.rounds} runs each, in turns, after one to warm up.\n\n"
            + "\n".join(lines)
        )


if __name__ == "__main__":
    main()
