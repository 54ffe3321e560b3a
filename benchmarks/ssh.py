#!/usr/bin/env python3
"""Compares oeleo by SSH with scp, sftp, rsync and rclone, to and from a server of this machine.

    ./mvnw -q -DskipTests package
    benchmarks/ssh.py                  # everything, about half an hour
    benchmarks/ssh.py --only small     # one data set
    benchmarks/ssh.py --write          # also writes benchmarks/RESULTS-SSH.md

Needs an OpenSSH server (not running, only installed) and whatever of the peers there is. The server
listens on the loopback address, with throwaway keys. A delay is added by a proxy of its own.
"""
import getpass
import os
import queue
import shutil
import socket
import subprocess
import sys
import threading
import time

from measuring import GIB, KIB, MIB, RCLONE, RSYNC, Bench, Comparison, command_line, make, oeleo, parsed, report

HEAD = """\
# How fast it is by SSH

`benchmarks/ssh.py --write` made this: to and from an OpenSSH server of the same machine, so both ends share its processors. oeleo
computes SHA-256 of every file, keeps a ledger, writes under temporary names and, by default, has the server force every file to its
disk (no peer does; "no fsync" leaves that out). rclone without hash check compares sizes, as oeleo does by default over SSH.
"""

DATA = {
    "small": (100, 100, 4 * KIB, "10,000 files of 4 KiB"),
    "medium": (1, 1000, MIB, "1,000 files of 1 MiB"),
    "large": (1, 1, GIB, "1 file of 1 GiB"),
    "delayed": (10, 100, 4 * KIB, "1,000 files of 4 KiB, 20 ms of delay"),
    "delayed-large": (1, 1, GIB // 4, "1 file of 256 MiB, 20 ms of delay"),
}

# (data set, what is done, tool of ours, peer, the largest ratio wanted)
GOALS = [
    ("small", "up", "oeleo", "rclone, no hash check", 0.4),
    ("small", "up", "oeleo, no fsync", "rclone, no hash check", 0.4),
    ("small", "up", "oeleo", "rsync", 2.0),
    ("small", "up", "oeleo, no fsync", "rsync", 2.0),
    ("small", "down", "oeleo", "rclone, no hash check", 0.4),
    ("small", "down", "oeleo", "rsync", 2.0),
    ("small", "unchanged", "oeleo", "rsync", 1.0),
    ("small", "unchanged", "oeleo", "rclone, no hash check", 1.0),
    ("medium", "up", "oeleo", "rclone, no hash check", 1.0),
    ("medium", "up", "oeleo", "rsync", 1.0),
    ("medium", "down", "oeleo", "rclone, no hash check", 1.0),
    ("large", "up", "oeleo", "sftp", 0.9),
    ("large", "up", "oeleo", "rclone, no hash check", 0.9),
    ("large", "down", "oeleo", "sftp", 0.9),
    ("large", "down", "oeleo", "rclone, no hash check", 0.9),
    ("delayed", "up", "oeleo", "rclone, no hash check", 0.5),
    ("delayed", "down", "oeleo", "rclone, no hash check", 0.5),
    ("delayed-large", "up", "oeleo", "sftp", 0.9),
]


class Server:
    """An sshd with keys of its own."""

    def __init__(self, folder):
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
        for key in ("host", "client"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\n"
            f"AuthorizedKeysFile {folder}/client.pub\nPidFile none\nUsePAM no\nStrictModes no\n"
            "PermitRootLogin yes\nUseDNS no\nMaxStartups 100\nSubsystem sftp internal-sftp\n"
        )
        program = next(p for p in ("/usr/sbin/sshd", "/usr/local/sbin/sshd") if os.path.exists(p))
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        self.process = subprocess.Popen([program, "-D", "-f", folder / "config"])
        self.wait()

    def wait(self):
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        sys.exit("sshd does not listen")

    def known_hosts(self, port):
        kind, key = (self.folder / "host.pub").read_text().split()[:2]
        file = self.folder / f"known_hosts_{port}"
        file.write_text(f"[127.0.0.1]:{port} {kind} {key}\n")
        return file

    def close(self):
        self.process.terminate()
        self.process.wait()


class SlowLine:
    """A proxy that holds back every byte for half of the delay, each way."""

    def __init__(self, target, delay):
        self.target, self.half = target, delay / 2
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.door.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.target))
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.lane(near, far)
            self.lane(far, near)

    def lane(self, source, sink):
        held = queue.Queue(maxsize=4096)

        def take():
            while True:
                try:
                    data = source.recv(256 * KIB)
                except OSError:
                    data = b""
                held.put((time.monotonic() + self.half, data))
                if not data:
                    return

        def give():
            while True:
                due, data = held.get()
                wait = due - time.monotonic()
                if wait > 0:
                    time.sleep(wait)
                try:
                    if not data:
                        sink.shutdown(socket.SHUT_WR)
                        return
                    sink.sendall(data)
                except OSError:
                    return

        for job in (take, give):
            threading.Thread(target=job, daemon=True).start()

    def close(self):
        self.door.close()


class Peers:
    """Everybody, as they are called to go up or down through one port."""

    def __init__(self, server, port):
        self.server, self.port, self.user = server, port, getpass.getuser()
        self.hosts = server.known_hosts(port)
        self.key = server.folder / "client"
        self.options = [
            "-F", "none", "-i", str(self.key), "-o", f"UserKnownHostsFile={self.hosts}",
            "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
        ]  # fmt: skip

    def ssh(self):
        return " ".join(["ssh", "-p", str(self.port), *self.options])

    def remote(self, path):
        return f"{self.user}@127.0.0.1:{path}"

    def plain(self, up, down, direction):
        command = up if direction == "up" else down
        return lambda source, target, state: (command(source, target), dict(os.environ, LC_ALL="C.UTF-8"))

    def rclone(self, direction, *options):
        config = (
            f":sftp,host=127.0.0.1,port={self.port},user={self.user},key_file={self.key},"
            f"known_hosts_file={self.hosts},use_insecure_cipher=false"
        )
        run = ["rclone", "copy", "--config=", *options]
        return self.plain(
            lambda s, t: [*run, str(s), f"{config}:{t}"], lambda s, t: [*run, f"{config}:{s}", str(t)], direction
        )

    def sftp(self, direction):
        def command(source, target, state):
            script = state / "batch"
            verb = f"put -r {source}/." if direction == "up" else f"get -r {source}/."
            script.write_text(f"{verb} {target}\n")
            return (
                ["sftp", "-q", "-P", str(self.port), *self.options, "-b", str(script), f"{self.user}@127.0.0.1"],
                dict(os.environ),
            )

        return command

    def oeleo(self, direction, **settings):
        inner = oeleo(settings)

        def command(source, target, state):
            call, env = inner(source, target, state)
            far = "OELEO_BASE_DIR_TO" if direction == "up" else "OELEO_BASE_DIR_FROM"
            env[far] = f"sftp://{self.user}@127.0.0.1:{self.port}{env[far]}"
            env["OELEO_MODE"] = "push" if direction == "up" else "pull"
            env["OELEO_KEY_FILENAME"] = str(self.key)
            env["OELEO_KNOWN_HOSTS"] = str(self.hosts)
            env["OELEO_SSH_CONFIG"] = "none"
            return call, env

        return command

    def all(self, direction, slow):
        found = {}
        if shutil.which("rsync"):
            found["rsync"] = self.plain(
                lambda s, t: ["rsync", "-a", "-e", self.ssh(), f"{s}/", self.remote(t) + "/"],
                lambda s, t: ["rsync", "-a", "-e", self.ssh(), self.remote(s) + "/", f"{t}/"],
                direction,
            )
        if shutil.which("rclone"):
            found["rclone, no hash check"] = self.rclone(direction, "--ignore-checksum", "--sftp-disable-hashcheck")
        if not slow:
            copy = ["scp", "-q", "-r", "-P", str(self.port), *self.options]
            found["scp"] = self.plain(
                lambda s, t: [*copy, f"{s}/.", self.remote(t)],
                lambda s, t: [*copy, self.remote(s) + "/.", str(t)],
                direction,
            )
            found["sftp"] = self.sftp(direction)
        found["oeleo"] = self.oeleo(direction)
        if direction == "up":
            found["oeleo, no fsync"] = self.oeleo(direction, OELEO_EXTERNAL_FSYNC="false")
        return found


def measured(bench, server, wanted):
    results = {}
    for data in wanted.only or DATA:
        folders, files, size, title = DATA[data]
        source = wanted.work / data
        print(f"{title}: making it", flush=True)
        make(source, folders, files, size)
        line = SlowLine(server.port, 0.020) if data.startswith("delayed") else None
        peers = Peers(server, line.port if line else server.port)
        for direction in ("up", "down"):
            print(f"{title}: {direction}", flush=True)
            found = peers.all(direction, slow=line and files > 1)
            results[data, direction] = bench.copies(source, found)
            bench.clean()
        if data == "small":
            print(f"{title}: unchanged", flush=True)
            found = {n: t for n, t in peers.all("up", False).items() if n in ("rsync", "rclone, no hash check", "oeleo")}
            results[data, "unchanged"] = bench.again(source, found, lambda turn: None)
            bench.clean()
        if line:
            line.close()
    return results


def main():
    comparison = Comparison(
        "-ssh", HEAD, DATA, GOALS, [RSYNC, RCLONE, ("ssh", "-V")], "processor seconds here"
    )  # fmt: skip
    wanted = parsed(command_line(__doc__, comparison, rounds=3))
    server = Server(wanted.work / "sshd")
    try:
        bench = Bench(wanted.work, wanted.rounds)
        bench.clean()
        results = measured(bench, server, wanted)
    finally:
        server.close()
    report(comparison, wanted, results)


if __name__ == "__main__":
    main()
