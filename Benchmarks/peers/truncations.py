"""What transformers' logits processors keep and how they penalise: the fixture of TruncationTests.

usage: truncations.py OUT.json
"""
import json
import random
import sys

import torch
from transformers.generation import logits_process as peer

SETTINGS = [
    {"temperature": t, "top_k": k, "top_p": p, "min_p": m}
    for t, k, p, m in [
        (1.0, 0, 1.0, 0.0), (1.0, 5, 1.0, 0.0), (1.0, 0, 0.9, 0.0), (1.0, 0, 0.5, 0.0), (1.0, 0, 0.1, 0.0),
        (1.0, 0, 1.0, 0.05), (1.0, 0, 1.0, 0.3), (1.0, 0, 1.0, 1.0), (0.7, 20, 0.95, 0.0), (1.5, 0, 0.9, 0.1),
        (0.5, 40, 0.8, 0.02), (2.0, 10, 0.99, 0.2), (1.0, 1, 1.0, 0.0), (0.8, 500, 0.97, 0.01)]]


def kept(row, setting):
    scores = torch.tensor([row]) / setting["temperature"]
    ids = torch.zeros((1, 1), dtype=torch.long)
    if setting["top_k"]:
        scores = peer.TopKLogitsWarper(min(setting["top_k"], len(row)))(ids, scores)
    if setting["top_p"] < 1:
        scores = peer.TopPLogitsWarper(setting["top_p"])(ids, scores)
    if setting["min_p"]:
        scores = peer.MinPLogitsWarper(setting["min_p"])(ids, scores)
    probabilities = torch.softmax(scores.double(), -1)[0]
    return [i for i in range(len(row)) if scores[0, i] > -float("inf")], [float(p) for p in probabilities if p > 0]


def main(out):
    rng = random.Random(17)
    rows = []
    for size, spread in [(16, 1.0), (96, 2.0), (336, 3.0), (336, 0.3)]:
        # Eighths of a thousand are exact in fewer digits and leave no ties that a rounding could turn.
        row = [round(rng.gauss(0, spread), 4) for _ in range(size)]
        cases = []
        for setting in SETTINGS:
            tokens, probabilities = kept(row, setting)
            cases.append({**setting, "tokens": tokens, "probabilities": [float("%.9g" % p) for p in probabilities]})
        rows.append({"logits": row, "cases": cases})
    penalties = []
    for penalty in (1.0, 1.3, 0.8):
        row = rows[1]["logits"]
        seen = [3, 7, 3, 90, 41, 3]
        scores = peer.RepetitionPenaltyLogitsProcessor(penalty)(torch.tensor([seen]), torch.tensor([row]))
        penalties.append({"penalty": penalty, "seen": seen, "logits": [float("%.9g" % v) for v in scores[0]]})
    with open(out, "w") as file:
        json.dump({"rows": rows, "repetition": penalties}, file)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
