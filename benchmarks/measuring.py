"""What the comparisons share: making data, measuring whole processes in turns, writing it down."""
import argparse
import dataclasses
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
RSYNC, RCLONE = ("rsync", "--version"), ("rclone", "--version")


@dataclasses.dataclass
class Comparison:
    """What is measured, what is wanted, and where it is written down."""

    name: str  # of the results: results<name>.json, RESULTS<NAME>.md
    head: str
    # name: (folders, files in each, bytes of each, what it is called)
    data: dict
    # (data set, what is done, tool of ours, peer, the largest ratio wanted or None)
    goals: list
    peers: list  # how each says its version
    processor: str = "processor seconds"


def make(folder, folders, files, size):
    """Makes the data once; what is there already is used again."""
    done = folder.with_name(folder.name + ".made")
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
            OELEO_SETTLE="0s",
            **settings,
        )
        return [str(OELEO), "run"], env

    return command


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

    def turns(self, found, one, before=lambda turn: None, once=()):
        """Everybody in turns, by `one(name)`; those in `once` have one turn only."""
        results = {name: [] for name in found}
        for turn in range(self.rounds + 1):
            before(turn)
            for name in found:
                if name in once and turn != 1:
                    continue
                result = one(name)
                if turn > 0:  # the first is to warm up
                    results[name].append(result)
                print(f"  {name:20} {result['wall']:7.2f} s", flush=True)
        return results

    def copies(self, source, found):
        """Everybody copies into a fresh folder, in turns."""

        def one(name):
            place = self.place()
            return measure(*found[name](source, place / "to", place), place)

        return self.turns(found, one)

    def again(self, source, found, touch):
        """Everybody has copied already; `touch` changes some of the source before each turn."""
        places = {name: self.place() for name in found}

        def one(name):
            return measure(*found[name](source, places[name] / "to", places[name]), places[name])

        for name in found:
            one(name)
        return self.turns(found, one, touch)

    def clean(self):
        shutil.rmtree(self.work / "out", ignore_errors=True)
        os.sync()
        time.sleep(10)


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


def machine(*peers):
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
        *(version(*peer) for peer in peers),
        version(str(OELEO), "--version"),
    ]


def table(comparison, all_results):
    lines = []
    for (data, action), results in all_results.items():
        lines += [f"### {comparison.data[data][3]}, {action}", ""]
        lines += [f"| | seconds | {comparison.processor} | peak memory, MiB |", "|---|---:|---:|---:|"]
        for name, runs in results.items():
            lines.append(
                f"| {name} | {median(runs, 'wall'):.2f} | {median(runs, 'cpu'):.2f}"
                f" | {median(runs, 'peak') / MIB:.0f} |"
            )
        lines.append("")
    lines += ["### Ratios, pair by pair", ""]
    lines += ["| data | what | | to | ratio | wanted |", "|---|---|---|---|---:|---:|"]
    for data, action, ours, peer, most in comparison.goals:
        results = all_results.get((data, action), {})
        if ours in results and peer in results:
            value = ratio(results[ours], results[peer])
            wanted = "" if most is None else f"{most}" + ("" if value <= most else " (missed)")
            lines.append(f"| {comparison.data[data][3]} | {action} | {ours} | {peer} | {value:.2f} | {wanted} |")
    return lines + [""]


def command_line(doc, comparison, rounds):
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("--work", type=pathlib.Path, default=HERE / "target")
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--only", choices=comparison.data, action="append")
    parser.add_argument("--write", action="store_true")
    return parser


def parsed(parser):
    wanted = parser.parse_args()
    if not OELEO.exists():
        sys.exit(f"{OELEO} is not there: build it with ./mvnw -q -DskipTests package")
    wanted.work.mkdir(parents=True, exist_ok=True)
    return wanted


def report(comparison, wanted, results, more=()):
    """Prints the table, keeps every number, and with --write makes the page of it."""
    lines = table(comparison, results) + list(more)
    print("\n".join(lines))
    (wanted.work / f"results{comparison.name}.json").write_text(
        json.dumps({" ".join(key): value for key, value in results.items()}, indent=1)
    )
    if wanted.write:
        facts = "".join(f"* {fact}\n" for fact in machine(*comparison.peers))
        (HERE / f"RESULTS{comparison.name.upper()}.md").write_text(
            comparison.head + f"\n{facts}\nMedians of {wanted.rounds} runs each, in turns, after one to warm up.\n\n"
            + "\n".join(lines)
        )
