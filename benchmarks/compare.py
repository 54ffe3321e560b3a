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
import os
import pathlib
import shutil
import statistics
import subprocess
import time

from measuring import GIB, KIB, MIB, OELEO, RCLONE, RSYNC, Bench, Comparison, command_line, make, oeleo, parsed, report

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


def main():
    comparison = Comparison("", HEAD, DATA, GOALS, [RSYNC, RCLONE])
    wanted = parsed(command_line(__doc__, comparison, rounds=5))
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
    start = startup(wanted.rounds)
    report(comparison, wanted, all_results, [f"Start-up (`oeleo --version`): {start:.2f} s.", ""])


if __name__ == "__main__":
    main()
