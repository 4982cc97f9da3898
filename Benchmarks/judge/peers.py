#!/usr/bin/env python3
"""Prints a table of the judge beside its peers on the published cases, a row a source.

usage: peers.py CASES PEERS VERDICTS [WRONG] [--misses]

CASES    JSON lines with id, source, expect; those with suspect or conflict are left out
PEERS    JSON lines with id and, by peer, {"ans": true or false}
VERDICTS what `stepmark judge --cases CASES` wrote
WRONG    JSON object: ids whose expectation is mathematically wrong, each with its reason

Cells are the cases on which a judge agrees with the expectation. With WRONG, "need" is the best
peer's count less the wrong expectations that it shares. --misses lists the lines of disagreement.
"""

import json
import sys

PEERS = ["math_verify", "prm800k", "qwen", "inspect"]


def lines(path):
    with open(path) as file:
        return [json.loads(line) for line in file]


def main():
    paths = [word for word in sys.argv[1:] if not word.startswith("--")]
    cases = [case for case in lines(paths[0]) if "suspect" not in case and "conflict" not in case]
    peers = {line["id"]: line for line in lines(paths[1])}
    verdicts = {line["id"]: line for line in lines(paths[2])}
    wrong = json.load(open(paths[3])) if len(paths) > 3 else {}
    table, totals = {}, {"false positives": 0, "false negatives": 0}
    for case in cases:
        row = table.setdefault(case["source"], {"cases": 0, "wrong": 0, "ours": 0})
        row["cases"] += 1
        row["wrong"] += case["id"] in wrong
        found = verdicts[case["id"]]["verdict"] == "correct"
        row["ours"] += found == case["expect"]
        if case["id"] not in wrong:
            totals["false positives"] += found and not case["expect"]
            totals["false negatives"] += not found and case["expect"]
        for peer in PEERS:
            agrees = (peers[case["id"]][peer]["ans"] is True) == case["expect"]
            row[peer] = row.get(peer, 0) + agrees
        if "--misses" in sys.argv and found != case["expect"]:
            print(json.dumps({
                **{key: case[key] for key in ("id", "source", "mode", "gold", "pred", "expect")},
                "verdict": verdicts[case["id"]], "known_wrong": case["id"] in wrong}))
    if "--misses" in sys.argv:
        return
    print("| source | cases | wrong | ours | " + " | ".join(PEERS) + " | |")
    print("|---|---|---|---|" + "---|" * len(PEERS) + "---|")
    behind = 0
    for source, row in sorted(table.items(), key=lambda item: (-item[1]["cases"], item[0])):
        best = max(row[peer] for peer in PEERS)
        # Of the wrong expectations a peer may share all; where no peer has all, ahead is asked.
        good = row["ours"] >= min(best + (best < row["cases"]), row["cases"]) - row["wrong"]
        at_least = row["ours"] >= best - row["wrong"]
        behind += not at_least
        mark = "" if good else "equal" if at_least else "BEHIND"
        print(f"| {source} | {row['cases']} | {row['wrong']} | {row['ours']} | "
              + " | ".join(str(row[peer]) for peer in PEERS) + f" | {mark} |")
    total = {key: sum(row[key] for row in table.values()) for key in ["cases", "wrong", "ours", *PEERS]}
    print(f"| all | {total['cases']} | {total['wrong']} | {total['ours']} | "
          + " | ".join(str(total[peer]) for peer in PEERS) + " | |")
    count = total["cases"]
    share = " · ".join(f"{name} {100 * total[name] / count:.1f} %" for name in ["ours", *PEERS])
    print(f"\nagreement: {share}")
    print(f"false positives {totals['false positives']}, false negatives "
          f"{totals['false negatives']} (wrong expectations not counted); "
          f"behind the best peer on {behind} sources")


main()
