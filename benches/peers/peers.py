"""Measures several workbook readers in turn, each in a separate process, in several rounds."""

import os
import subprocess
import sys
import time

PEERS = {
    "polars": "import polars; polars.read_excel(FILE, sheet_id=0, infer_schema_length=0)",
    "fastexcel": (
        "import fastexcel; book = fastexcel.read_excel(FILE); "
        "[book.load_sheet(name, header_row=None, dtypes='string').to_arrow() "
        "for name in book.sheet_names]"
    ),
    "python-calamine": (
        "import python_calamine; book = python_calamine.CalamineWorkbook.from_path(FILE); "
        "[book.get_sheet_by_name(name).to_python() for name in book.sheet_names]"
    ),
    "DuckDB": (
        "import duckdb; duckdb.sql('install excel; load excel'); "
        "duckdb.sql(\"select max(columns(*)) from read_xlsx('\" + FILE + \"', all_varchar=true)\").fetchall()"
    ),
}
ROUNDS = 5


def cost(command):
    """Returns the seconds and the peak megabytes that a command takes, or None if the command fails."""
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    # `ema validate` exits with status 1 if it finds errors.
    return (time.monotonic() - began, usage.ru_maxrss / 1000) if child.returncode in (0, 1) else None


def main(ema, file):
    commands = {"`ema validate`": [ema, "--quiet", "validate", file]}
    for name, code in PEERS.items():
        guarded = f"import sys\nFILE = {file!r}\ntry:\n    {code}\nexcept Exception:\n    sys.exit(2)"
        commands[name] = [sys.executable, "-c", guarded]
    costs = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            costs[name].append(cost(command))
    print("| | seconds, median | MB at most |\n|---|---|---|")
    for name, runs in costs.items():
        if None in runs:
            print(f"| {name} | can't read it | |")
            continue
        seconds = sorted(time for time, _ in runs)[len(runs) // 2]
        print(f"| {name} | {seconds:.2f} | {max(memory for _, memory in runs):.0f} |")


main(*sys.argv[1:])
