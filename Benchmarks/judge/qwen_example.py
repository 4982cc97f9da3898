#!/usr/bin/env python3
"""Judges Qwen2.5-Math's published example (100 MATH problems, 8 samples each) by our default policy.

usage: qwen_example.py FILE STEPMARK

FILE is math_cot_100.jsonl(.gz) of the card; STEPMARK the tool. Prints pass@1 and pass@8 by the
file's own verdicts and by ours, and every sample on which they differ.
"""

import gzip
import json
import subprocess
import sys
import tempfile

path, tool = sys.argv[1:]
rows = [json.loads(line) for line in (gzip.open if path.endswith(".gz") else open)(path)]
with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as cases:
    for row in rows:
        for index, text in enumerate(row["code"]):
            case = {"id": f"{row['idx']}/{index}", "gold": row["answer"], "pred": text, "mode": "text"}
            cases.write(json.dumps(case) + "\n")
    cases.flush()
    output = subprocess.run([tool, "judge", "--cases", cases.name], capture_output=True, text=True)
verdicts = [json.loads(line) for line in output.stdout.splitlines()]
ours = {line["id"]: line for line in verdicts}
table = {"the file": [], "ours": []}
for row in rows:
    mine = [ours[f"{row['idx']}/{index}"] for index in range(len(row["code"]))]
    table["the file"].append(row["score"])
    table["ours"].append([line["verdict"] == "correct" for line in mine])
    for index, (line, theirs) in enumerate(zip(mine, row["score"])):
        if (line["verdict"] == "correct") != theirs:
            print(f"{line['id']}: gold {row['answer']}, answer {line['extracted']}: the file says "
                  f"{'right' if theirs else 'wrong'}, we say {line['verdict']} ({line['reason']})")
for name, scores in table.items():
    mean = sum(sum(score) / len(score) for score in scores) / len(scores)
    print(f"{name}: pass@1 {100 * mean:.3g} %, pass@8 {100 * sum(map(any, scores)) / len(scores):.3g} %")
