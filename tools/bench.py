"""How fast proposals are found, on made-up rounds of growing size: `make bench`.

Every figure stands beside the plainest way to get the same answer in the same run, so that a slow machine slows both.
Nothing here is a test: the seconds of a shared machine prove nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from os import cpu_count
from pathlib import Path
from time import perf_counter

from tools.bench_others import frontier_lines, memory_lines
from tools.bench_page import page
from tools.bench_proof import family_lines, published_lines
from tools.bench_slider import slider_lines
from tools.bench_table import FULL, QUICK, SHORT, Line, Scale, plain
from tools.bench_weights import core_lines, many_lines

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
SCALES = {"full": FULL, "short": SHORT, "quick": QUICK}


def lines(scale: Scale, only: set[str]) -> Iterator[Line]:
    """In the order of the targets; `only` some of them when it is not empty."""
    for size in scale.slider:
        if not only or only & {"P1", "P2"}:
            yield from slider_lines(size, scale)
    for family, size, count in scale.proof:
        if not only or only & {"P3", "P7"}:
            yield from family_lines(family, size, count, scale)
    if not only or "P3" in only:
        yield from published_lines(scale)
    for target, measure in (("P4", core_lines), ("P5", frontier_lines), ("P6", many_lines), ("P8", memory_lines)):
        if not only or target in only:
            yield from measure(scale)


def main() -> None:
    """Prints each line as it is measured; `--write` renews docs/benchmarks.md from a run of all targets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=SCALES, default="full", help="a minute for a solve, ten seconds, or two")
    parser.add_argument("--quick", action="store_const", const="quick", dest="scale", help="seconds: that it runs")
    parser.add_argument("--only", nargs="*", default=[], metavar="P1", help="some targets only")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md, but not from --quick or --only")
    parser.add_argument("--note", default="", help="what to say of the machine")
    told = parser.parse_args()
    began, found = perf_counter(), []
    for line in lines(SCALES[told.scale], set(told.only)):
        found.append(line)
        print(plain(line), flush=True)
    minutes = (perf_counter() - began) / 60
    print(f"{minutes:.1f} minutes on {cpu_count()} cores.")
    if told.write and not told.only and told.scale != "quick":
        PAGE.write_text(page(found, SCALES[told.scale], minutes, told.note), encoding="utf-8")


if __name__ == "__main__":
    main()
