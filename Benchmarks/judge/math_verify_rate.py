#!/usr/bin/env python3
"""Judges cases with Math-Verify and prints, as JSON, how many CPU seconds that took.

usage: math_verify_rate.py CASES [LIMIT [START]]

Reading the file and importing the library are not counted.
"""

import json
import sys
import time

from math_verify import parse, verify


def main():
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else None
    start = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    with open(sys.argv[1]) as lines:
        cases = [json.loads(line) for line in lines][start:]
    cases = cases[:limit]
    parse("$1$")
    correct = slowest = 0
    began = time.process_time()
    for case in cases:
        before = time.process_time()
        gold, prediction = case["gold"], case["pred"]
        if case["mode"] != "text" and "$" not in prediction and "boxed" not in prediction:
            prediction = f"${prediction}$"
        try:
            correct += bool(verify(parse(f"${gold}$"), parse(prediction)))
        except Exception:
            pass
        slowest = max(slowest, time.process_time() - before)
    seconds = time.process_time() - began
    print(json.dumps({
        "cases": len(cases), "correct": correct, "cpu_seconds": seconds, "slowest": slowest}))


main()
