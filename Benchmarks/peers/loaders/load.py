"""Loads the exports of a folder with the programs that they are made for.

    python3 -m venv .cache/loaders && .cache/loaders/bin/pip install torch "trl==1.5.0" datasets
    for v in 0.5.5.post2 0.9.5; do .cache/loaders/bin/pip download --no-deps openrlhf==$v -d .cache/loaders; done
    .cache/loaders/bin/python Benchmarks/peers/loaders/load.py FOLDER [--openrlhf WHEEL]… [--out TABLE.md]

FOLDER holds what `stepmark export --out FOLDER/` wrote, in as many formats as wanted. Every export is
loaded by Hugging Face `datasets` through the folder's README.md, its rows and columns are counted and
compared with its manifest, and the trainer or data set class that the format is for takes it: TRL's
trainers take one step on a random model of a few thousand parameters that is made here; of OpenRLHF
(whose package needs CUDA) the modules of the data sets alone are imported from the wheels. 0.9.5 is the
last version with one for process rewards, and 0.5.5.post2 the last whose one takes soft labels: from
0.5.6 on it puts them into a tensor of whole numbers, which PyTorch refuses, and the table says so.
Ends with 1 when anything else failed.
"""
import argparse
import importlib
import inspect
import json
import os
import sys
import tempfile
import types
import zipfile
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("WANDB_DISABLED", "true")

import datasets
import torch
import transformers
import trl
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

datasets.disable_progress_bars()
SCRATCH = tempfile.mkdtemp(prefix="stepmark-loaders-")
TEMPLATE = ("{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}<|end|>{% endfor %}"
            "{% if add_generation_prompt %}<assistant>{% endif %}")


def tokenizer(*more):
    """Bytes as tokens, and the tags of process rewards as one token each."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    special = ["<|pad|>", "<|end|>", *more]
    raw = Tokenizer(models.BPE(vocab={t: i for i, t in enumerate(special + alphabet)}, merges=[]))
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    made = transformers.PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="<|pad|>", eos_token="<|end|>", bos_token="<|end|>",
        additional_special_tokens=list(more))
    made.chat_template = TEMPLATE
    return made


def model(words, kind=transformers.AutoModelForCausalLM, **more):
    torch.manual_seed(0)
    config = transformers.LlamaConfig(
        vocab_size=len(words), hidden_size=16, intermediate_size=32, num_hidden_layers=1,
        num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=2048,
        pad_token_id=words.pad_token_id, eos_token_id=words.eos_token_id, bos_token_id=words.bos_token_id, **more)
    return kind.from_config(config)


def step(trainer_class, config_class, data, kind=transformers.AutoModelForCausalLM, options=(), **more):
    """One optimiser step of a trainer; its loss."""
    words = tokenizer()
    arguments = config_class(
        output_dir=SCRATCH, max_steps=1, per_device_train_batch_size=2, report_to=[], use_cpu=True,
        save_strategy="no", logging_steps=1, disable_tqdm=True, **dict(options))
    labels = {"num_labels": 2} if "Token" in kind.__name__ else {}
    if "ref_model" in inspect.signature(trainer_class.__init__).parameters:
        more["ref_model"] = model(words)
    trainer = trainer_class(model=model(words, kind, **labels), args=arguments, train_dataset=data,
                            processing_class=words, **more)
    loss = trainer.train().training_loss
    assert loss == loss and abs(loss) < 1e6, f"loss {loss}"
    return f"one step, loss {loss:.3f}"


def short(data, rows=64):
    """The first rows: a step needs no more."""
    return data.select(range(min(rows, len(data))))


def rename(data, **names):
    kept = data.select_columns(list(names))
    return kept.rename_columns({old: new for old, new in names.items() if old != new})


def prm(data):
    from trl.experimental.prm import PRMConfig, PRMTrainer
    return step(PRMTrainer, PRMConfig, short(data), transformers.AutoModelForTokenClassification)


def dpo(data):
    return step(trl.DPOTrainer, trl.DPOConfig, short(data))


def kto(data):
    # KTO estimates its baseline from mismatched pairs and refuses a batch of one.
    try:
        from trl.experimental.kto import KTOConfig, KTOTrainer
    except ImportError:
        from trl import KTOConfig, KTOTrainer
    return step(KTOTrainer, KTOConfig, short(data))


def sft(data):
    return step(trl.SFTTrainer, trl.SFTConfig, short(data))


def grpo(data):
    def reward(completions, answer, **_):
        return [float(len(str(c)) % 7) + len(a) for c, a in zip(completions, answer)]
    return step(trl.GRPOTrainer, trl.GRPOConfig, short(data), reward_funcs=reward,
                options={"num_generations": 2, "max_completion_length": 4})


def distilabel(data):
    """TRL takes the prompt out of the two conversations itself."""
    pairs = short(data).select_columns(["chosen", "rejected"])
    assert trl.data_utils.is_conversational(pairs[0])
    return dpo(pairs.map(trl.data_utils.maybe_extract_prompt))


class Strategy:
    """What OpenRLHF's data sets ask of a training strategy."""

    def __init__(self, **args):
        self.args = types.SimpleNamespace(**args)

    def is_rank_0(self):
        return True

    def print(self, *_):
        pass


class OpenRLHF:
    """The data set modules of OpenRLHF without the package, which imports DeepSpeed."""

    def __init__(self, wheel):
        self.version = wheel.name.split("-")[1]
        self.takes_soft_labels = tuple(map(int, self.version.split(".")[:3])) <= (0, 5, 5)
        folder = Path(SCRATCH) / self.version
        zipfile.ZipFile(wheel).extractall(folder)
        self.root = next(folder.rglob("openrlhf/datasets")).parent

    def __call__(self, name, what):
        for old in [m for m in sys.modules if m == "openrlhf" or m.startswith("openrlhf.")]:
            del sys.modules[old]
        for package in ["openrlhf", "openrlhf.datasets", "openrlhf.utils"]:
            made = types.ModuleType(package)
            made.__path__ = [str(self.root.joinpath(*package.split(".")[1:]))]
            sys.modules[package] = made
        return getattr(importlib.import_module(f"openrlhf.datasets.{name}"), what)


def taken(dataset, rows):
    assert len(dataset) == rows, f"{len(dataset)} of {rows} rows"
    dataset.collate_fn([dataset[i] for i in range(min(4, rows))])
    return f"{rows} rows, a batch collated"


def process_rewards(classes, data, tags):
    """Every label must stand at its tag."""
    words = tokenizer("ки")
    args = Strategy(input_key="input", label_key="value", placeholder_token="ки", reward_tokens=tags)
    rows = short(data)
    made = classes("process_reward_dataset", "ProcessRewardDataset")(rows, words, 4096, args)
    if tags is None and not classes.takes_soft_labels:
        try:
            made[0]
        except RuntimeError as error:
            return f"refuses soft labels: {error}"
        raise AssertionError("takes soft labels after all")
    for place, row in enumerate(rows):
        ids, _, labels = made[place]
        found = labels[labels != -100].tolist()
        wanted = [words.encode(v, add_special_tokens=False)[0] for v in row["value"]] if tags else row["value"]
        assert len(found) == len(wanted), f"row {place}: {len(found)} labels for {len(wanted)} values"
        assert all(abs(f - w) < 1e-6 for f, w in zip(found, wanted)), f"row {place}: {found} for {wanted}"
    return taken(made, len(rows))


def pairs(classes, data):
    args = Strategy(prompt_key="prompt", chosen_key="chosen", rejected_key="rejected", apply_chat_template=False)
    rows = short(data)
    made = classes("reward_dataset", "RewardDataset")(rows, tokenizer(), 4096, args, is_dpo=True, num_processors=1)
    return taken(made, len(rows))


def unpaired(classes, data):
    args = Strategy(input_key="prompt", output_key="completion", label_key="label", apply_chat_template=False)
    rows = short(data)
    made = classes("unpaired_preference_dataset", "UnpairedPreferenceDataset")(rows, tokenizer(), 4096, args, num_processors=1)
    return taken(made, len(rows))


def fine_tuning(classes, data):
    args = Strategy(input_key="prompt", output_key="completion", apply_chat_template=False)
    rows = short(data)
    made = classes("sft_dataset", "SFTDataset")(rows, tokenizer(), 4096, args, num_processors=1)
    return taken(made, len(rows))


def prompts(classes, data):
    args = Strategy(input_key="prompt", label_key="answer", apply_chat_template=True)
    made = classes("prompts_dataset", "PromptDataset")(short(data), tokenizer(), args)
    assert len(made) == len(short(data))
    return f"{len(made)} rows"


# By format: what takes it, beside `datasets`.
TRL = {
    "trl-stepwise": ("PRMTrainer", prm),
    "trl-preference": ("DPOTrainer", dpo),
    "step-dpo": ("DPOTrainer", dpo),
    "self-explore": ("DPOTrainer", dpo),
    "distilabel-dpo": ("DPOTrainer", distilabel),
    "rest-mcts-dpo": ("DPOTrainer", lambda d: dpo(rename(d, prompt="prompt", response_chosen="chosen",
                                                         response_rejected="rejected"))),
    "trl-unpaired": ("KTOTrainer", kto),
    "sft": ("SFTTrainer", sft),
    "score": ("SFTTrainer", lambda d: sft(d.select_columns(["messages"]))),
    "metamath": ("SFTTrainer", lambda d: sft(rename(d, query="prompt", response="completion"))),
    "ultrainteract-tree": ("SFTTrainer", lambda d: sft(rename(d, instruction="prompt", response="completion"))),
    "rest-mcts-policy": ("SFTTrainer", lambda d: sft(rename(d, content="prompt", summary="completion"))),
    "prompt-only": ("GRPOTrainer", grpo),
}
OPENRLHF = {
    "openrlhf-prm": ("ProcessRewardDataset", lambda c, d: process_rewards(c, d, ["+", "-"])),
    "openrlhf-prm-soft": ("ProcessRewardDataset", lambda c, d: process_rewards(c, d, None)),
    "trl-preference": ("RewardDataset", pairs),
    "step-dpo": ("RewardDataset", pairs),
    "trl-unpaired": ("UnpairedPreferenceDataset", unpaired),
    "sft": ("SFTDataset", fine_tuning),
    "prompt-only": ("PromptDataset", prompts),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--openrlhf", type=Path, action="append", default=[], help="a wheel of OpenRLHF")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    packages = [OpenRLHF(wheel) for wheel in given.openrlhf]
    lines = ["| export | loaded by | rows | columns | what it did |", "|---|---|---:|---|---|"]
    failed = 0

    def note(export, by, rows, columns, work):
        nonlocal failed
        try:
            result = work()
        except Exception as error:  # Every failure is a row of the table.
            failed += 1
            reason = " ".join(str(error).split()).replace("|", "\\|")[:200]
            result = f"**failed**: {type(error).__name__}: {reason}"
        lines.append(f"| {export} | {by} | {rows} | {', '.join(columns)} | {result} |")
        print(lines[-1], file=sys.stderr, flush=True)

    for path in sorted(given.folder.glob("*.manifest.json")):
        manifest = json.loads(path.read_text())
        form = manifest["format"]
        name = manifest["files"][0]["file"].rsplit(".", 1)[0]
        loaded = {}

        def load():
            loaded["all"] = datasets.load_dataset(str(given.folder), name, cache_dir=SCRATCH)
            rows = {split: len(part) for split, part in loaded["all"].items()}
            wanted = {f["split"]: f["lines"] for f in manifest["files"]}
            assert rows == {s: n for s, n in wanted.items() if n}, f"{rows} where the manifest has {wanted}"
            return "splits " + ", ".join(f"{s} {n}" for s, n in rows.items())

        rows = sum(f["lines"] for f in manifest["files"])
        note(name, "datasets", rows, [], load)
        if "all" not in loaded:
            continue
        data = next(iter(loaded["all"].values()))
        lines[-1] = lines[-1].replace("|  |", f"| {', '.join(data.column_names)} |", 1)
        if form in TRL:
            by, work = TRL[form]
            note(name, f"TRL {by}", len(data), data.column_names, lambda: work(data))
        is_chat = isinstance(data[0].get("prompt"), list) or "messages" in data.column_names
        if form not in OPENRLHF or is_chat and form != "prompt-only":
            continue
        for classes in packages:
            by, work = OPENRLHF[form]
            note(name, f"OpenRLHF {classes.version} {by}", len(data), data.column_names,
                 lambda: work(classes, data))
    versions = [f"datasets {datasets.__version__}", f"TRL {trl.__version__}", f"transformers {transformers.__version__}",
                f"PyTorch {torch.__version__}"]
    versions += [f"OpenRLHF {package.version} (its data set modules alone)" for package in packages]
    text = "\n".join(lines) + "\n\nWith " + ", ".join(versions) + ".\n"
    if given.out:
        given.out.write_text(text)
    else:
        print(text)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
