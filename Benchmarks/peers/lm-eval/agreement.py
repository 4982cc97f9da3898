#!/usr/bin/env python3
"""Does `stepmark evaluate` measure what lm-evaluation-harness measures?

Both ask one server the same prompts (StepMark's template --template), greedily, one request at a time; then
  1. prompts and replies are compared letter for letter,
  2. the two accuracies stand side by side, by each of lm-eval's filters for GSM8K and by StepMark's own judge,
  3. every completion of GSM8K and gsm-style in the store, of any model and stage, is scored by lm-eval's own filter and metric code
     and by StepMark's policies `gsm8k-strict` and `gsm8k-flexible`; every difference is printed.

The server should decode one request at a time and keep no prompt cache, so that equal requests get equal replies:

  python Benchmarks/peers/lm-eval/serve.py MODEL.gguf 8101 --parallel 1 --no-cache     (pip install xllamacpp==2026.10.11549)
  python Benchmarks/peers/lm-eval/agreement.py --model http://127.0.0.1:8101/v1#MODEL.gguf --data ../shared/data/gsm8k/test.jsonl.gz
                                                                                       (pip install "lm_eval[api]==0.4.13")

With --rescore-only just the third part runs, on any store with GSM8K completions (that of `make gsm8k`, say).

Run it with the Python that has lm_eval. Both sides keep what they were told, so a second run asks nothing again
(--again asks lm-eval's side once more). Exit status 1 if anything differs.
"""
import argparse
import gzip
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
from importlib.metadata import version

FILTERS = {
    # As in lm_eval/tasks/gsm8k/gsm8k.yaml, version 3.
    "strict-match": ("gsm8k-strict", {"regex_pattern": r"#### (\-?[0-9\.\,]+)"}),
    "flexible-extract": (
        "gsm8k-flexible",
        {"regex_pattern": r"(-?[$0-9.,]{2,})|(-?[0-9]+)", "group_select": -1}),
}
METRIC = {
    "metric": "exact_match", "aggregation": "mean", "higher_is_better": True,
    "ignore_case": True, "ignore_punctuation": False,
    "regexes_to_ignore": [",", r"\$", r"(?s).*#### ", r"\.$"],
}


def stepmark(options, *arguments, **kwargs):
    done = subprocess.run(
        [options.stepmark, *map(str, arguments)], stdout=subprocess.PIPE, text=True, **kwargs)
    if done.returncode not in (0, 4):
        sys.exit(f"stepmark {arguments[0]} ended with status {done.returncode}")
    return done.stdout


def our_side(options):
    """StepMark's accuracy, and its stored replies by statement."""
    stepmark(options, "problems", "import", "--store", options.store, "--format", "gsm8k",
             "--split", "test", options.data)
    told = json.loads(stepmark(
        options, "evaluate", "--store", options.store, "--suite", "gsm8k", "--limit", options.count,
        "--model", options.model, "--template", options.template, "--temperature", 0,
        "--max-tokens", options.max_tokens, "--concurrency", 1, "--timeout", 3600, "--json"))
    store = sqlite3.connect(f"file:{options.store}?mode=ro", uri=True)
    rows = store.execute("""
        SELECT p.statement, p.gold, c.text, t.text, s.stop FROM row r JOIN problem p ON p.id = r.problem_id
          JOIN completion c ON c.problem_id = p.id JOIN sampling s ON s.id = c.sampling_id
          JOIN template t ON t.id = c.template_id JOIN model m ON m.id = c.model_id
        WHERE r.suite = 'gsm8k' AND r.split = 'test' AND r.position < ? AND c.purpose = 'evaluate'
          AND s.temperature = 0 AND s.max_tokens = ? AND t.name LIKE ? AND m.name = ?
        ORDER BY r.position""",
        (options.count, options.max_tokens, options.template + "-solve-%",
         options.model.split("#")[1])).fetchall()
    assert len(rows) == options.count, f"{len(rows)} of {options.count} replies are in the store"
    return told, rows


def prompt_of(template):
    """The prompt as one text, and whether it is a user's turn."""
    if not template.startswith("["):
        return template.replace("{prefix}", ""), False
    turns = json.loads(template)
    assert [turn["role"] for turn in turns] == ["user", "assistant"], "one turn of the user"
    return turns[0]["content"], True


def their_side(options, template, stop):
    """lm-eval's samples: the same prompts to the same server, through its own client and scorer."""
    prompt, is_chat = prompt_of(template)
    folder = pathlib.Path(options.out)
    found = sorted(folder.glob("results/**/samples_*.jsonl"))
    if not found or options.again:
        folder.mkdir(parents=True, exist_ok=True)
        with gzip.open(options.data, "rt") as source, open(folder / "test.jsonl", "w") as out:
            for _, line in zip(range(options.count), source):
                out.write(line)
        task = {
            "task": "stepmark_gsm8k", "dataset_path": "json",
            "dataset_kwargs": {"data_files": {"test": str(folder.resolve() / "test.jsonl")}},
            "output_type": "generate_until", "test_split": "test", "num_fewshot": 0,
            "doc_to_text": prompt.replace("{statement}", "{{question}}"),
            "doc_to_target": "{{answer}}",
            "generation_kwargs": {
                "until": json.loads(stop), "do_sample": False, "temperature": 0.0,
                "max_gen_toks": options.max_tokens},
            "filter_list": [
                {"name": name, "filter": [{"function": "regex", **arguments},
                                          {"function": "take_first"}]}
                for name, (_, arguments) in FILTERS.items()],
            "metric_list": [METRIC], "metadata": {"version": 1.0},
        }
        # JSON is YAML.
        (folder / "stepmark_gsm8k.yaml").write_text(json.dumps(task, indent=1))
        address, name = options.model.split("#")
        subprocess.run(
            [str(pathlib.Path(sys.executable).parent / "lm_eval"), "run",
             "--model", "local-chat-completions" if is_chat else "local-completions",
             "--model_args", f"model={name},base_url={address}/{'chat/' if is_chat else ''}completions,"
             "num_concurrent=1,timeout=3600,tokenizer_backend=None,tokenized_requests=False",
             *(["--apply_chat_template"] if is_chat else []),
             "--include_path", str(folder), "--tasks", "stepmark_gsm8k",
             "--output_path", str(folder / "results"), "--log_samples"],
            check=True, stdout=subprocess.DEVNULL,
            env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"})
        found = sorted(folder.glob("results/**/samples_*.jsonl"))
    return [json.loads(line) for line in open(found[-1])]


def rescored(options):
    """All completions of GSM8K and gsm-style in the store, by lm-eval's code and by StepMark's policies."""
    from lm_eval.api.metrics import exact_match_hf_evaluate
    from lm_eval.filters.extraction import RegexFilter
    store = sqlite3.connect(f"file:{options.store}?mode=ro", uri=True)
    cases = store.execute("""
        SELECT DISTINCT c.id, p.gold, c.text FROM completion c JOIN problem p ON p.id = c.problem_id
          JOIN row r ON r.problem_id = p.id AND r.suite IN ('gsm8k', 'gsm-style')
        WHERE c.purpose IN ('solve', 'evaluate', 'published') ORDER BY c.id""").fetchall()
    if not cases:
        sys.exit(f"{options.store} holds no completion of GSM8K or gsm-style")
    settings = {key: METRIC[key] for key in ("ignore_case", "ignore_punctuation", "regexes_to_ignore")}
    lines = "".join(
        json.dumps({"id": str(i), "gold": gold, "pred": text, "mode": "text"}) + "\n"
        for i, gold, text in cases)
    differences = 0
    for name, (policy, arguments) in FILTERS.items():
        picked = RegexFilter(**arguments).apply([[text] for _, _, text in cases], [{}] * len(cases))
        theirs = [
            bool(exact_match_hf_evaluate(predictions=[answers[0]], references=[gold], **settings)["exact_match"])
            for answers, (_, gold, _) in zip(picked, cases)]
        told = stepmark(options, "judge", "--cases", "-", "--policy", policy, input=lines)
        ours = [json.loads(line)["verdict"] == "correct" for line in told.splitlines()]
        assert len(ours) == len(theirs) == len(cases)
        differing = [case for case, a, b in zip(cases, ours, theirs) if a != b]
        differences += len(differing)
        print(f"{name}: {len(cases)} stored completions, lm-eval has {sum(theirs)} correct, "
              f"--policy {policy} {sum(ours)}, {len(differing)} differ")
        for i, gold, text in differing:
            print(f"  completion {i}, gold {gold}: {text[-200:]!r}")
    return differences


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="http://HOST:PORT/v1#NAME")
    parser.add_argument("--data", help="GSM8K's test.jsonl.gz")
    parser.add_argument("--rescore-only", action="store_true")
    parser.add_argument("--count", type=int, default=50, help="the first problems of the file (default 50)")
    parser.add_argument("--template", default="chat", choices=["chat", "chatml", "question", "few-shot"])
    parser.add_argument("--max-tokens", type=int, default=400)
    parser.add_argument("--stepmark", default=".build/release/stepmark")
    parser.add_argument("--store", default=".cache/lm-eval/stepmark.db")
    parser.add_argument("--out", default=".cache/lm-eval/run", help="lm-eval's files")
    parser.add_argument("--again", action="store_true", help="ask lm-eval's side once more")
    options = parser.parse_args()
    if options.rescore_only:
        sys.exit(1 if rescored(options) else 0)
    if not options.model or not options.data:
        parser.error("--model and --data are needed")
    pathlib.Path(options.store).parent.mkdir(parents=True, exist_ok=True)

    told, rows = our_side(options)
    samples = their_side(options, rows[0][3], rows[0][4])
    print(f"lm_eval {version('lm_eval')}, {options.model}, {options.count} problems, template "
          f"{options.template}, greedy, at most {options.max_tokens} tokens")

    failures = 0
    by_filter = {name: {} for name in FILTERS}
    for sample in samples:
        by_filter[sample["filter"]][sample["doc"]["question"].strip()] = sample
    replies = by_filter["flexible-extract"]
    prompt, is_chat = prompt_of(rows[0][3])
    asked = equal = 0
    for statement, _, text, *_ in rows:
        sample = replies[statement.strip()]
        sent = sample["arguments"]["gen_args_0"]["arg_0"]
        sent = sent[0] if isinstance(sent, list) else sent
        sent = json.loads(sent)[0]["content"] if is_chat else sent
        asked += sent == prompt.replace("{statement}", statement)
        equal += sample["resps"][0][0] == text
    print(f"prompts: {asked} of {len(rows)} equal letter for letter; replies: {equal}")
    failures += asked != len(rows) or equal != len(rows)
    lines = "".join(
        json.dumps({"id": str(i), "gold": gold, "pred": text, "mode": "text"}) + "\n"
        for i, (_, gold, text, *_) in enumerate(rows))
    for name, (policy, _) in FILTERS.items():
        theirs = [bool(by_filter[name][statement.strip()]["exact_match"]) for statement, *_ in rows]
        judged = stepmark(options, "judge", "--cases", "-", "--policy", policy, input=lines)
        ours = [json.loads(line)["verdict"] == "correct" for line in judged.splitlines()]
        print(f"{name}: lm-eval {sum(theirs)} of {len(rows)} correct, StepMark --policy {policy} {sum(ours)}, "
              f"{sum(a != b for a, b in zip(ours, theirs))} problems differ")
        failures += ours != theirs
    print(f"StepMark's own judge: {told['correct']} of {told['samples']} correct")
    print()
    failures += rescored(options)
    sys.exit(1 if failures else 0)


main()
