#!/usr/bin/env python3
"""Compares oeleo with rclone and the AWS CLI, to and from an object store of this machine.

    ./mvnw -q -DskipTests package
    benchmarks/s3.py                  # everything, about 25 minutes with 3 rounds
    benchmarks/s3.py --only small     # one data set
    benchmarks/s3.py --write          # also writes benchmarks/RESULTS-S3.md
    benchmarks/s3.py --requests       # counts what the store is asked, instead of measuring

Needs Ceph's gateway (not running, only installed: radosgw, ceph-mon, ceph-osd), rclone to see that
all has arrived, and whatever of the peers there is. The store keeps everything in memory, listens on
the loopback address and is started afresh wherever it would fill up.
"""
import collections
import datetime
import hashlib
import hmac
import http.client
import os
import re
import shutil
import subprocess
import sys
import time

import measuring
from measuring import GIB, HERE, KIB, MIB, RCLONE, Bench, Comparison, make, measure

HEAD = """\
# How fast it is with an object store

`benchmarks/s3.py --write` made this: to and from a Ceph gateway of the same machine that keeps everything in memory, so both ends share
its processors. Everybody uses the same endpoint without TLS, and defaults otherwise; only the gateway is told not to hold back small
answers (`tcp_nodelay=1`), which costs whoever fetches small files 40 ms for each. oeleo keeps a ledger, computes SHA-256 of every
file, and forces every file it fetches to the disk (no peer does; "no fsync" leaves that out). The AWS CLI copies by `aws s3 cp
--recursive`, and sees what is unchanged by `aws s3 sync`; where it moves many small files it has one turn, because it takes so long.
After every turn what arrived is compared with what was sent, by `rclone check` or `diff`. Wanted is to be ahead of rclone on every row.
"""

DATA = {
    "small": (100, 100, 4 * KIB, "10,000 files of 4 KiB"),
    "medium": (1, 1000, MIB, "1,000 files of 1 MiB"),
    "large": (1, 1, GIB, "1 file of 1 GiB"),
}
# Or it holds back the second half of every answer until the first is acknowledged, 40 ms for each
# small file fetched, and the row would only tell how many files a client fetches at once.
AT_ONCE = "rgw frontend defaults = beast tcp_nodelay=1"
TINY = {"oeleo, 128 MiB": {"OELEO_JAVA_OPTS": "-Xmx128m"}}
NO_FSYNC = {"oeleo, no fsync": {"OELEO_LOCAL_FSYNC": "false"}}

# (data set, what is done, tool of ours, peer, the largest ratio wanted or None)
ROWS = [("small", "unchanged")] + [(data, action) for data in DATA for action in ("up", "down")]
GOALS = (
    [(data, action, "oeleo", "rclone", 1.0) for data, action in ROWS]
    + [(data, "down", "oeleo, no fsync", "rclone", 1.0) for data in DATA]
    + [("large", action, "oeleo, 128 MiB", "rclone", None) for action in ("up", "down")]
    + [(data, action, "oeleo", "aws", None) for data, action in ROWS]
)
GOALS.sort(key=lambda goal: (list(DATA).index(goal[0]), ("up", "down", "unchanged").index(goal[1])))


class Store:
    """A store of its own, with a bucket for every run."""

    def __init__(self, *lines):
        classes = HERE.parent / "testkit/target/classes"
        self.process = subprocess.Popen(
            ["java", "-cp", str(classes), str(HERE / "StartStore.java"), AT_ONCE, *lines],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        said = self.process.stdout.readline().split()
        if len(said) != 3:
            sys.exit("the store did not start: are radosgw, ceph-mon and ceph-osd installed?")
        self.port, self.access, self.secret = int(said[0]), said[1], said[2]
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.buckets = 0
        self.warm()

    def bucket(self):
        self.buckets += 1
        name = f"run{self.buckets:04}"
        self.ask("PUT", f"/{name}")
        return name

    def warm(self):
        """The first objects wait for pools to be made."""
        bucket = self.bucket()
        for number in range(300):
            self.ask("PUT", f"/{bucket}/{number}", bytes(4 * KIB))
            self.ask("GET", f"/{bucket}/{number}")

    def ask(self, method, path, body=b""):
        """Signs as "Signature Version 4" of AWS says, for a path that needs no escapes."""
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        content = hashlib.sha256(body).hexdigest()
        headers = {"host": f"127.0.0.1:{self.port}", "x-amz-content-sha256": content, "x-amz-date": now}
        lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
        names = ";".join(headers)
        scope = f"{now[:8]}/us-east-1/s3/aws4_request"
        digest = hashlib.sha256(f"{method}\n{path}\n\n{lines}\n{names}\n{content}".encode()).hexdigest()
        key = f"AWS4{self.secret}".encode()
        for part in (*scope.split("/"), f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{digest}"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        headers["authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self.access}/{scope}, SignedHeaders={names}, Signature={key.hex()}"
        )
        line = http.client.HTTPConnection("127.0.0.1", self.port)
        line.request(method, path, body or None, headers)
        answer = line.getresponse()
        if answer.status != 200:
            sys.exit(f"the store answered {answer.status} to {method} {path}: {answer.read()[:300]}")
        line.close()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def environment(**more):
    """Nothing of whoever runs this, so that everybody has his defaults."""
    own = ("AWS_", "S3_", "OELEO_", "RCLONE_", "BOTO_")
    return dict({k: v for k, v in os.environ.items() if not k.startswith(own)}, LC_ALL="C.UTF-8", **more)


def rclone(store, *arguments):
    env = environment(
        RCLONE_CONFIG_STORE_TYPE="s3",
        RCLONE_CONFIG_STORE_PROVIDER="Ceph",
        RCLONE_CONFIG_STORE_ENDPOINT=store.endpoint,
        RCLONE_CONFIG_STORE_ACCESS_KEY_ID=store.access,
        RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY=store.secret,
    )
    return ["rclone", "--config=", *(str(a).replace("s3://", "store:") for a in arguments)], env


def aws(store, action, source, target):
    env = environment(
        AWS_ACCESS_KEY_ID=store.access,
        AWS_SECRET_ACCESS_KEY=store.secret,
        AWS_DEFAULT_REGION="us-east-1",
        AWS_CONFIG_FILE=os.devnull,
        AWS_EC2_METADATA_DISABLED="true",
    )
    verb = ["sync"] if action == "unchanged" else ["cp", "--recursive"]
    return ["aws", "--endpoint-url", store.endpoint, "s3", *verb, "--only-show-errors", str(source), str(target)], env


def oeleo(store, action, **settings):
    inner = measuring.oeleo(
        dict(
            settings,
            OELEO_MODE="pull" if action == "down" else "push",
            OELEO_EXTERNAL="s3",
            OELEO_ENDPOINT=store.endpoint,
            OELEO_ACCESS_KEY=store.access,
            OELEO_SECRET_KEY=store.secret,
            OELEO_SINGLE_RUN="true",
        )
    )

    def command(source, target, state):
        call, env = inner(source, target, state)
        return call, {k: v for k, v in env.items() if not k.startswith(("AWS_", "S3_"))}

    return command


def tools(store, data, action):
    found = {}
    if shutil.which("rclone"):
        found["rclone"] = lambda source, target, state: rclone(store, "copy", source, target)
    if shutil.which("aws"):
        found["aws"] = lambda source, target, state: aws(store, action, source, target)
    found["oeleo"] = oeleo(store, action)
    variants = dict(TINY if data == "large" else {}, **(NO_FSYNC if action == "down" else {}))
    for name, settings in variants.items():
        found[name] = oeleo(store, action, **settings)
    return found


class StoreBench(Bench):
    def __init__(self, work, rounds, *lines):
        super().__init__(work, rounds)
        self.lines, self.store = lines, None

    def fresh(self):
        self.close()
        self.store = Store(*self.lines)

    def close(self):
        if self.store:
            self.store.close()
        self.store = None

    def run(self, data, action, name, source, target, place):
        return measure(*tools(self.store, data, action)[name](source, target, place), place)

    def check(self, data, here, there):
        """A file in parts has no hash of its own there, so it is fetched."""
        options = ["--download"] if data == "large" else []
        measure(*rclone(self.store, "check", *options, here, there), self.place())

    def there(self):
        return f"s3://{self.store.bucket()}/data"

    def row(self, data, action, source):
        self.fresh()
        names = list(tools(self.store, data, action))
        once = ("aws",) if data == "small" and self.rounds else ()
        one = {"up": self.up, "down": self.down, "unchanged": self.unchanged}[action](data, source, names)
        renew = (lambda turn: self.fresh()) if action == "up" else (lambda turn: None)
        try:
            return self.turns(names, one, renew, once)
        finally:
            self.close()
            self.clean()

    def up(self, data, source, names):
        def one(name):
            place, target = self.place(), self.there()
            result = self.run(data, "up", name, source, target, place)
            self.check(data, source, target)
            return result

        return one

    def down(self, data, source, names):
        """All fetch what rclone has sent."""
        there = self.there()
        measure(*rclone(self.store, "copy", source, there), self.place())

        def one(name):
            place = self.place()
            result = self.run(data, "down", name, there, place / "to", place)
            subprocess.run(["diff", "-r", source, place / "to"], check=True)
            shutil.rmtree(place / "to")
            return result

        return one

    def unchanged(self, data, source, names):
        ends = {name: (self.there(), self.place()) for name in names}

        def one(name):
            target, place = ends[name]
            return self.run(data, "unchanged", name, source, target, place)

        for name in names:
            one(name)
            self.check(data, source, ends[name][0])
        return one


def measured(bench, wanted):
    results = {}
    bench.clean()
    for name in wanted.only or DATA:
        folders, files, size, title = DATA[name]
        make(wanted.work / name, folders, files, size)
        for action in ("up", "down", "unchanged") if name == "small" else ("up", "down"):
            print(f"{title}: {action}", flush=True)
            results[name, action] = bench.row(name, action, wanted.work / name)
    return results


class Counting(StoreBench):
    """What the store is asked, by its own log, beside how long that takes."""

    def __init__(self, work, *lines):
        self.log = work / "store.log"
        super().__init__(work, 0, "debug rgw = 1", f"log file = {self.log}", *lines)

    def run(self, data, action, name, source, target, place):
        start = self.log.stat().st_size
        result = super().run(data, action, name, source, target, place)
        time.sleep(1)  # the log is a little behind
        with open(self.log, errors="replace") as log:
            log.seek(start)
            asked = collections.Counter(re.findall(r'beast: .*?"([A-Z]+) \S+ HTTP/1\.1" (\d+)', log.read()))
        print(f"  {name}: " + ", ".join(f"{n} {verb} ({code})" for (verb, code), n in asked.most_common()))
        return result


def main():
    comparison = Comparison(
        "-s3", HEAD, DATA, GOALS, [RCLONE, ("aws", "--version"), ("radosgw", "--version")], "processor seconds here"
    )  # fmt: skip
    parser = measuring.command_line(__doc__, comparison, rounds=3)
    parser.add_argument("--requests", action="store_true", help="count what the store is asked")
    parser.add_argument("--ceph", action="append", default=[], help="a line of ceph.conf")
    wanted = measuring.parsed(parser)
    if wanted.requests:
        measured(Counting(wanted.work, *wanted.ceph), wanted)
    else:
        bench = StoreBench(wanted.work, wanted.rounds, *wanted.ceph)
        measuring.report(comparison, wanted, measured(bench, wanted))


if __name__ == "__main__":
    main()
