#!/usr/bin/env python3
"""How time and memory of oeleo grow from 1,000 to 1,000,000 files: a table and a plot.

    benchmarks/growth.py [--most 1000000] [--write]

Files are of 16 bytes, 1,000 to a folder. Copied and then looked through again, with a heap of 128 MiB.
"""
import argparse
import os
import pathlib
import shutil
import sys

import measuring

HERE = pathlib.Path(__file__).resolve().parent
SIZES = (1_000, 10_000, 100_000, 1_000_000)


def make(folder, files):
    for start in range(0, files, 1000):
        sub = folder / f"f{start // 1000:04}"
        sub.mkdir(parents=True)
        for i in range(1000):
            with open(sub / f"{i:04}.raw", "wb") as out:
                out.write(os.urandom(16))


def plot(rows):
    """Both axes logarithmic; by hand, so that nothing has to be installed."""
    import math

    width, height, left, bottom = 640, 360, 70, 50

    def x(files):
        return left + (math.log10(files) - 3) / 3 * (width - left - 20)

    low, high = -1, 3  # 0.1 s to 1000 s

    def y(seconds):
        part = (math.log10(max(seconds, 0.1)) - low) / (high - low)
        return height - bottom - part * (height - bottom - 20)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for power in range(low, high + 1):
        label = f"{10.0 ** power:g} s"
        out.append(f'<line x1="{left}" x2="{width - 20}" y1="{y(10.0 ** power):.0f}" y2="{y(10.0 ** power):.0f}" stroke="#ddd"/>')
        out.append(f'<text x="{left - 8}" y="{y(10.0 ** power) + 4:.0f}" text-anchor="end">{label}</text>')
    for files in SIZES:
        out.append(f'<text x="{x(files):.0f}" y="{height - bottom + 20}" text-anchor="middle">{files:,}</text>')
    out.append(f'<text x="{(width + left) // 2}" y="{height - 8}" text-anchor="middle">files</text>')
    for column, colour, name in ((1, "#1f6fb4", "copied"), (2, "#d1661a", "unchanged")):
        points = " ".join(f"{x(row[0]):.0f},{y(row[column]):.0f}" for row in rows)
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for row in rows:
            out.append(f'<circle cx="{x(row[0]):.0f}" cy="{y(row[column]):.0f}" r="3" fill="{colour}"/>')
        last = rows[-1]
        out.append(f'<text x="{x(last[0]) - 6:.0f}" y="{y(last[column]) - 8:.0f}" text-anchor="end" fill="{colour}">{name}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=pathlib.Path, default=HERE / "target" / "growth")
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    shutil.rmtree(wanted.work, ignore_errors=True)
    rows = []
    for files in (size for size in SIZES if size <= wanted.most):
        place = wanted.work / str(files)
        (place / "to").mkdir(parents=True)
        make(place / "from", files)
        os.sync()
        command, env = measuring.oeleo({"OELEO_JAVA_OPTS": "-Xmx128m"})(place / "from", place / "to", place)
        first = measuring.measure(command, env, place)
        second = measuring.measure(command, env, place)
        peak = max(first["peak"], second["peak"]) // measuring.MIB
        rows.append((files, first["wall"], second["wall"], peak))
        print(f"{files:>9,} copied {first['wall']:7.1f} s, unchanged {second['wall']:6.1f} s, {peak} MiB", flush=True)
    lines = ["| files | copied, s | unchanged, s | peak memory, MiB |", "|---:|---:|---:|---:|"]
    lines += [f"| {f:,} | {a:.1f} | {b:.1f} | {m} |" for f, a, b, m in rows]
    if wanted.write:
        (HERE / "growth.svg").write_text(plot(rows))
        (HERE / "GROWTH.md").write_text(
            "# How cost grows\n\n`benchmarks/growth.py --write` made this: files of 16 bytes, 1,000 to a folder,"
            " `-Xmx128m`.\n\n" + "\n".join(lines) + "\n\n![time over the number of files](growth.svg)\n"
        )
    print("\n".join(lines))
    shutil.rmtree(wanted.work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
