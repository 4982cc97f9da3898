#!/usr/bin/env python3
"""Writes the cases that the judge's speed is measured on, from the published files.

usage: pairs.py DATA OUT

DATA is the folder of Datasets/README.md; OUT gets, as JSON lines {"id", "gold", "pred", "mode"}:
  math-pairs.jsonl      every answer of MATH's test split against itself rewritten (spaces, \\dfrac,
                        \\left and \\right, dollars) and against itself with one digit changed
  math-solutions.jsonl  every worked solution of that split, in which the answer is found first
  gsm8k-outputs.jsonl   the solutions of OpenAI's four systems against GSM8K's golds
"""

import gzip
import json
import pathlib
import random
import sys


def records(path):
    with gzip.open(path, "rt") as lines:
        return [json.loads(line) for line in lines]


def last_boxed(solution):
    start = max(solution.rfind("\\boxed"), solution.rfind("\\fbox"))
    opening = solution.find("{", start)
    if start < 0 or opening < 0 or solution[start:opening].strip("\\boxedf "):
        return None
    depth = 0
    for index in range(opening, len(solution)):
        depth += {"{": 1, "}": -1}.get(solution[index], 0)
        if depth == 0:
            return solution[opening + 1:index].strip()
    return None


def rewritten(answer, stream):
    kind = stream.randrange(4)
    if kind == 0 and "\\frac" in answer:
        return answer.replace("\\frac", "\\dfrac")
    if kind == 1 and "(" in answer and "\\left" not in answer:
        return answer.replace("(", "\\left(").replace(")", "\\right)")
    if kind == 2:
        return f"${answer}$"
    return answer.replace("+", " + ").replace(",", ", ").replace("=", " = ")


def perturbed(answer, stream):
    places = [index for index, letter in enumerate(answer) if letter in "0123456789"]
    if not places:
        return None
    place = stream.choice(places)
    digit = stream.choice([d for d in "123456789" if d != answer[place]])
    return answer[:place] + digit + answer[place + 1:]


def write(path, cases):
    with open(path, "w") as file:
        for number, (gold, prediction, mode) in enumerate(cases):
            case = {"id": number, "gold": gold, "pred": prediction, "mode": mode}
            file.write(json.dumps(case) + "\n")
    print(f"{path}: {number + 1} cases")


def main():
    data, out = map(pathlib.Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    stream = random.Random(1)
    pairs, solutions = [], []
    for record in records(data / "math/test.jsonl.gz"):
        gold = last_boxed(record["solution"])
        if not gold:
            continue
        pairs.append((gold, rewritten(gold, stream), "answer"))
        other = perturbed(gold, stream)
        if other:
            pairs.append((gold, other, "answer"))
        solutions.append((gold, record["solution"], "text"))
    write(out / "math-pairs.jsonl", pairs)
    write(out / "math-solutions.jsonl", solutions)
    outputs = []
    for record in records(data / "gsm8k_openai_solutions/example_model_solutions.jsonl.gz"):
        gold = record["ground_truth"].rsplit("A:", 1)[-1].strip()
        for value in record.values():
            if isinstance(value, dict):
                outputs.append((gold, value["solution"], "text"))
    write(out / "gsm8k-outputs.jsonl", outputs)


main()
