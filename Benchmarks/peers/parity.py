"""Models and expectations by PyTorch and transformers, for the parity tests of the engine.

usage: parity.py small OUT                   random small models, tokenizers, gradients, losses (the fixtures)
       parity.py real OUT NAME=DIR           a model folder in the Hugging Face layout: what it answers
       parity.py trained OUT NAME=DIR STORE  a model that was trained here, on problems of a store

Every folder under OUT gets the model's files and expectation.json:
  cases      token ids, logits of their last positions, greedy continuation with its margins
  strings    texts with their token ids
  training   sequences, summed loss, losses of ten AdamW steps (and gradients.safetensors)
"""
import json
import random
import sqlite3
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers import LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM

torch.set_num_threads(2)
MODERN = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}%s"
          r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
WORDS = """Solve the equation for x and check that each step follows from the one before it. A train
leaves at 9:30 and arrives 2 hours later; how far did it travel at 60 km/h? Tom's brother doesn't have
3/4 of the 1,200 apples: he'd sold $\\frac{1}{2}$ of them. Therefore \\boxed{42} is the answer.
def f(n):\n    return n * (n + 1) // 2\n\nπ ≈ 3.14159, naïve café, 数学の問題, ответ: 17, 🙂 👍🏽."""


def strings(count, seed):
    """Texts with words, LaTeX, digits, white space and scalars of many scripts."""
    rng = random.Random(seed)
    words = WORDS.split(" ")
    pools = ["abcxyzABC", "0123456789", " \t\n\r", "  ", "'\"$\\{}^_()[]<>|#@!?.,;:+-*/=%&~`",
             "éàüñßçøÅĲſK", "абвгдЖЩ", "数学问题答案", "αβγδπΣΩ", "٠١٢३४५", "½²³ⅣⅦ", "\u00a0\u2003\u3000\u200b",
             "e\u0301a\u0308n\u0303", "🙂👍🏽🇩🇪👨‍👩‍👧", "한국어 문제", "ไทย", "עברית", "العربية", "\u0000\u001f\u007f"]
    result = []
    while len(result) < count:
        kind = len(result) % 4
        if kind == 0:
            text = " ".join(rng.choice(words) for _ in range(rng.randint(1, 25)))
        elif kind == 1:
            text = "".join(rng.choice(rng.choice(pools)) for _ in range(rng.randint(1, 60)))
        elif kind == 2:
            text = "".join(
                rng.choice(["'s", "'S", "'ll", "'RE", "'ſ", "'x", " ", "  ", "\n", "\n\n", " \n ", "12345", "a", "Straße", "!?", "…"])
                for _ in range(rng.randint(1, 30)))
        else:
            text = f"${rng.choice(['x', 'n', 'a_1'])}^{{{rng.randint(0, 99)}}} = \\frac{{{rng.randint(1, 9999)}}}{{{rng.randint(1, 99)}}}$" * rng.randint(1, 3)
        result.append(text)
    return result


def small_tokenizer(kind, folder):
    tokenizer = Tokenizer(models.BPE())
    if kind == "gpt2":
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    elif kind == "digits":
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    else:
        if kind == "qwen":
            tokenizer.normalizer = normalizers.NFC()
        pattern = MODERN % ("" if kind == "qwen" else "{1,3}")
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Split(Regex(pattern), "isolated"),
             pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=336, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"])
    tokenizer.train_from_iterator([WORDS] + strings(100, 7), trainer)
    tokenizer.save(str(folder / "tokenizer.json"))
    texts = strings(200, 11) + ["<|im_start|>user\nHi<|im_end|>\n", "<|im_end|><|im_end|> x", ""]
    return [{"text": text, "tokens": tokenizer.encode(text, add_special_tokens=False).ids} for text in texts]


def cases(model, prompts, length):
    result = []
    for prompt in prompts:
        with torch.no_grad():
            logits = model(torch.tensor([prompt])).logits[0].float()
            tokens, margins, row = list(prompt), [], logits[-1]
            for _ in range(length):
                top = torch.topk(row, 2).values
                margins.append(float(top[0] - top[1]))
                tokens.append(int(row.argmax()))
                row = model(torch.tensor([tokens])).logits[0, -1].float()
        rows = logits[-2:] if logits.shape[1] < 1000 else logits[-1:, :1000]
        result.append({"prompt": prompt, "logits": [[float("%.9g" % v) for v in row] for row in rows.tolist()],
                       "greedy": tokens[len(prompt):], "margins": margins})
    return result


def training(model, folder, vocabulary, seed):
    rng = random.Random(seed)
    sequences = [{"tokens": [rng.randrange(vocabulary) for _ in range(rng.randint(6, 30))], "loss_start": rng.randint(1, 4)}
                 for _ in range(4)]

    def loss():
        total = 0
        for item in sequences:
            tokens, start = torch.tensor([item["tokens"]]), item["loss_start"]
            logits = model(tokens[:, :-1]).logits[0, start - 1:].float()
            total = total + torch.nn.functional.cross_entropy(logits, tokens[0, start:], reduction="sum")
        return total

    count = sum(len(item["tokens"]) - item["loss_start"] for item in sequences)
    value = loss()
    value.backward()
    save_file({name: p.grad.clone() for name, p in model.named_parameters()}, str(folder / "gradients.safetensors"))
    decayed = [p for p in model.parameters() if p.dim() == 2]
    others = [p for p in model.parameters() if p.dim() != 2]
    settings = {"learning_rate": 1e-3, "weight_decay": 0.1, "beta1": 0.9, "beta2": 0.95, "epsilon": 1e-8, "clip": 1.0}
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": settings["weight_decay"]}, {"params": others, "weight_decay": 0}],
        lr=settings["learning_rate"], betas=(settings["beta1"], settings["beta2"]), eps=settings["epsilon"])
    losses = []
    for _ in range(10):
        optimizer.zero_grad()
        step = loss() / count
        step.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), settings["clip"])
        optimizer.step()
        losses.append(float(step.detach()))
    return {"sequences": sequences, "loss": float(value.detach()), "settings": settings, "losses": losses}


def small(out):
    common = dict(vocab_size=336, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
                  max_position_embeddings=64, bos_token_id=None, eos_token_id=2, pad_token_id=0)
    shapes = {
        "llama": ("gpt2", LlamaForCausalLM, LlamaConfig(
            **common, num_attention_heads=2, num_key_value_heads=2, tie_word_embeddings=True, rms_norm_eps=1e-5)),
        "llama3": ("llama3", LlamaForCausalLM, LlamaConfig(
            **common, num_attention_heads=2, num_key_value_heads=1, head_dim=32, tie_word_embeddings=False,
            rope_parameters={"rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0,
                             "high_freq_factor": 4.0, "original_max_position_embeddings": 32})),
        "qwen2": ("qwen", Qwen2ForCausalLM, Qwen2Config(
            **common, num_attention_heads=2, num_key_value_heads=1, tie_word_embeddings=True, rms_norm_eps=1e-6)),
    }
    for name, (kind, family, config) in shapes.items():
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(5)
        model = family(config).float().eval()
        with torch.no_grad():
            for key, p in model.named_parameters():
                p.copy_(torch.randn_like(p) * (0.3 if p.dim() == 2 else 0.2) + (1 if "norm" in key else 0))
                # The fixture is written in bfloat16, so the values must be exact in it.
                if name == "qwen2":
                    p.copy_(p.bfloat16().float())
        if name == "qwen2":
            # Read again: the rotary frequencies would stay rounded to bfloat16.
            model.bfloat16().save_pretrained(folder, max_shard_size="40KB")
            model = family.from_pretrained(folder, dtype=torch.float32).eval()
        else:
            model.save_pretrained(folder)
        texts = small_tokenizer(kind, folder)
        rng = random.Random(3)
        prompts = [[rng.randrange(336) for _ in range(length)] for length in (1, 5, 40)]
        expectation = {"cases": cases(model, prompts, 12), "strings": texts,
                       "training": training(model, folder, 336, 9)}
        (folder / "expectation.json").write_text(json.dumps(expectation))
    schedules(out)
    folder = out / "digits"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "expectation.json").write_text(json.dumps({"strings": small_tokenizer("digits", folder)}))


def schedules(out):
    """Learning rates of transformers' schedules, the highest being 1; update n has place n."""
    import transformers.optimization as peer

    def rates(steps, make):
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        schedule, found = make(optimizer), []
        for _ in range(steps):
            found.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        return found

    result = []
    for steps, warm, decay, least in [(100, 10, 20, 0.0), (64, 8, 32, 0.1), (40, 0, 4, 0.25)]:
        common = {"steps": steps, "warm_up": warm / steps, "decay": decay / steps, "final": least}
        result.append({**common, "schedule": "constant", "shape": "linear", "rates": rates(
            steps, lambda o: peer.get_constant_schedule_with_warmup(o, warm))})
        result.append({**common, "schedule": "cosine", "shape": "linear", "rates": rates(
            steps, lambda o: peer.get_cosine_with_min_lr_schedule_with_warmup(o, warm, steps, min_lr_rate=least))})
        for shape in ("linear", "cosine", "1-sqrt"):
            result.append({**common, "schedule": "wsd", "shape": shape, "rates": rates(
                steps, lambda o: peer.get_wsd_schedule(
                    o, warm, decay, num_stable_steps=steps - warm - decay, decay_type=shape, min_lr_ratio=least))})
    (out / "schedules.json").write_text(json.dumps(result))


def linked(out, name, source):
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    for file in Path(source).iterdir():
        target = folder / file.name
        if not target.exists():
            target.symlink_to(file.resolve())
    return folder


def trained(out, name, source, store):
    """Solve prompts of problems, whose every word the model's vocabulary has."""
    folder = linked(out, name, source)
    tokenizer = AutoTokenizer.from_pretrained(source)
    model = AutoModelForCausalLM.from_pretrained(source, dtype=torch.float32).eval()
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        statements = [row[0] for row in connection.execute("SELECT statement FROM problem ORDER BY id LIMIT 200")]
    texts = [f"<|problem|> {statement}<|solution|>" for statement in statements]
    prompts = [tokenizer.encode(text, add_special_tokens=False) for text in texts]
    (folder / "expectation.json").write_text(json.dumps({
        "cases": cases(model, prompts[:20], 60),
        "strings": [{"text": text, "tokens": tokens} for text, tokens in zip(texts, prompts)]}))


def real(out, name, source):
    folder = linked(out, name, source)
    tokenizer = AutoTokenizer.from_pretrained(source)
    model = AutoModelForCausalLM.from_pretrained(source, dtype=torch.float32).eval()
    questions = ["What is 12 times 7?", "Tom has 3 pens and buys 9 more. How many pens has he?", "Name a prime above 20."]
    prompts = [tokenizer.apply_chat_template([{"role": "user", "content": q}], add_generation_prompt=True, return_dict=False)
               for q in questions]
    # What the file says: transformers' class for Qwen2 normalises texts where a tokenizer.json that was made
    # from a GGUF does not.
    file = Tokenizer.from_file(str(Path(source) / "tokenizer.json"))
    texts = [{"text": text, "tokens": file.encode(text, add_special_tokens=False).ids} for text in strings(2000, 13)]
    (folder / "expectation.json").write_text(json.dumps({"cases": cases(model, prompts, 16), "strings": texts}))


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "small":
        small(Path(sys.argv[2]))
    elif len(sys.argv) == 4 and sys.argv[1] == "real" and "=" in sys.argv[3]:
        real(Path(sys.argv[2]), *sys.argv[3].split("=", 1))
    elif len(sys.argv) == 5 and sys.argv[1] == "trained" and "=" in sys.argv[3]:
        trained(Path(sys.argv[2]), *sys.argv[3].split("=", 1), sys.argv[4])
    else:
        sys.exit(__doc__)
