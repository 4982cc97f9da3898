"""The same decoder in PyTorch, written for speed: fused projections, PyTorch's own attention, norm
and AdamW kernels, a static key-value cache and no gradient where it samples.

Reads one JSON command a line and answers with one line, as `engine-bench` does.
"""

import json
import sys
import time

import numpy
import torch
import torch.nn.functional as F


class Decoder:
    def __init__(self, shape, file, tensors):
        raw = numpy.fromfile(file, dtype="<f4")
        named = {}
        for tensor in tensors:
            count = int(numpy.prod(tensor["shape"]))
            part = raw[tensor["offset"]:tensor["offset"] + count].reshape(tensor["shape"])
            named[tensor["name"]] = torch.from_numpy(part.copy())
        self.heads, self.depth = shape["heads"], shape["layers"]
        self.size = shape["hidden"] // shape["heads"]
        self.embedding = named["model.embed_tokens.weight"]
        self.norm = named["model.norm.weight"]
        self.layers = []
        for index in range(self.depth):
            prefix = f"model.layers.{index}."
            attention, mlp = prefix + "self_attn.", prefix + "mlp."
            self.layers.append({
                "norm1": named[prefix + "input_layernorm.weight"],
                "qkv": torch.cat([named[attention + f"{x}_proj.weight"] for x in "qkv"]),
                "o": named[attention + "o_proj.weight"],
                "norm2": named[prefix + "post_attention_layernorm.weight"],
                "gate_up": torch.cat([named[mlp + f"{x}_proj.weight"] for x in ("gate", "up")]),
                "down": named[mlp + "down_proj.weight"],
            })
        positions = torch.arange(shape["positions"], dtype=torch.float64)
        powers = torch.arange(0, self.size, 2, dtype=torch.float64) / self.size
        angles = torch.outer(positions, 10_000.0 ** -powers)
        self.cosines = torch.cat([angles.cos()] * 2, dim=1).float()
        sines = angles.sin().float()
        self.sines = torch.cat([-sines, sines], dim=1)

    def parameters(self):
        matrices = [self.embedding] + [
            layer[name] for layer in self.layers for name in ("qkv", "o", "gate_up", "down")]
        norms = [self.norm] + [
            layer[name] for layer in self.layers for name in ("norm1", "norm2")]
        return matrices, norms

    def rms(self, x, weight):
        return F.rms_norm(x, (x.shape[-1],), weight, 1e-5)

    def rotate(self, x, cosines, sines):
        return x * cosines + x.roll(self.size // 2, -1) * sines

    def heads_of(self, x, layer, cosines, sines):
        batch, length, _ = x.shape
        qkv = F.linear(self.rms(x, layer["norm1"]), layer["qkv"])
        qkv = qkv.view(batch, length, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        qk = self.rotate(qkv[:2], cosines, sines)
        return qk[0], qk[1], qkv[2]

    def after(self, x, layer, attended):
        batch, length, hidden = x.shape
        x = x + F.linear(attended.transpose(1, 2).reshape(batch, length, hidden), layer["o"])
        gate, up = F.linear(self.rms(x, layer["norm2"]), layer["gate_up"]).chunk(2, -1)
        return x + F.linear(F.silu(gate) * up, layer["down"])

    def hidden(self, tokens):
        x = F.embedding(tokens, self.embedding)
        length = tokens.shape[1]
        cosines, sines = self.cosines[:length], self.sines[:length]
        for layer in self.layers:
            q, k, v = self.heads_of(x, layer, cosines, sines)
            x = self.after(x, layer, F.scaled_dot_product_attention(q, k, v, is_causal=True))
        return x

    def loss(self, tokens, rows, targets):
        """Mean over the targets; only rows that carry loss go through the head."""
        x = self.hidden(tokens).view(-1, self.norm.shape[0])
        if rows is not None:
            x = x[rows]
        return F.cross_entropy(F.linear(self.rms(x, self.norm), self.embedding), targets)


def padded(batch):
    """Right-padded inputs (causal attention needs no mask), rows with loss, their targets."""
    longest = max(len(item["tokens"]) for item in batch) - 1
    inputs = torch.zeros(len(batch), longest, dtype=torch.long)
    rows, targets = [], []
    for index, item in enumerate(batch):
        tokens, start = item["tokens"], item["start"]
        inputs[index, :len(tokens) - 1] = torch.tensor(tokens[:-1])
        rows += range(index * longest + start - 1, index * longest + len(tokens) - 1)
        targets += tokens[start:]
    whole = len(rows) == len(batch) * longest
    return inputs, None if whole else torch.tensor(rows), torch.tensor(targets)


def train(decoder, command):
    with open(command["file"]) as file:
        items = json.load(file)
    batches = [padded(batch) for batch in items]
    counts = [sum(len(item["tokens"]) - 1 for item in batch) for batch in items]
    matrices, norms = decoder.parameters()
    for tensor in matrices + norms:
        tensor.requires_grad_(True)
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.05}, {"params": norms, "weight_decay": 0.0}],
        lr=1e-3, betas=(0.9, 0.95), eps=1e-8, fused=True)
    losses, tokens, step = [], 0, 0
    warm = command.get("warm", 3)
    while True:
        if step == warm:
            wall, cpu = time.perf_counter(), time.process_time()
        elif step > warm and time.perf_counter() - wall > command["seconds"]:
            break
        inputs, rows, targets = batches[step % len(batches)]
        loss = decoder.loss(inputs, rows, targets)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(matrices + norms, 1.0)
        optimizer.step()
        if step < 3:
            losses.append(loss.item())
        if step >= warm:
            tokens += counts[step % len(batches)]
        step += 1
    return {"tokens": tokens, "wall": time.perf_counter() - wall,
            "cpu": time.process_time() - cpu, "losses": losses}


class Cache:
    """Keys and values of a batch in one block for all positions that will come."""

    def __init__(self, decoder, batch, length):
        shape = (decoder.depth, batch, decoder.heads, length, decoder.size)
        self.keys, self.values = torch.zeros(shape), torch.zeros(shape)

    def repeated(self, batch):
        other = Cache.__new__(Cache)
        other.keys = self.keys.expand(-1, batch, -1, -1, -1).contiguous()
        other.values = self.values.expand(-1, batch, -1, -1, -1).contiguous()
        return other


def extend(decoder, cache, tokens, at, mask=None, pads=None):
    """Runs [batch][new] tokens from position `at` on; the logits after the last of each row.

    `pads` is how much padding stands before each row, `mask` which cached places are real.
    """
    length = tokens.shape[1]
    x = F.embedding(tokens, decoder.embedding)
    if pads is None:
        cosines, sines = decoder.cosines[at:at + length], decoder.sines[at:at + length]
    else:
        positions = (torch.arange(at, at + length) - pads[:, None]).clamp_(min=0)
        cosines = decoder.cosines[positions][:, None]
        sines = decoder.sines[positions][:, None]
    end = at + length
    for index, layer in enumerate(decoder.layers):
        q, k, v = decoder.heads_of(x, layer, cosines, sines)
        keys, values = cache.keys[index], cache.values[index]
        keys[:, :, at:end] = k
        values[:, :, at:end] = v
        attended = F.scaled_dot_product_attention(
            q, keys[:, :, :end], values[:, :, :end], attn_mask=mask,
            is_causal=mask is None and length > 1)
        x = decoder.after(x, layer, attended)
    return F.linear(decoder.rms(x[:, -1], decoder.norm), decoder.embedding)


def choose(logits, temperature):
    # The exponential race draws like multinomial and is several times as fast here.
    weights = F.softmax(logits * (1 / temperature), -1)
    return weights.div_(torch.empty_like(weights).exponential_()).argmax(-1)


def decode(decoder, cache, logits, at, new, stop, temperature, mask=None, pads=None):
    """Samples up to `new` tokens a row; the number sampled until each row's stop token."""
    batch = logits.shape[0]
    done = torch.zeros(batch, dtype=torch.bool)
    kept = 0
    out = torch.empty(batch, new, dtype=torch.long)
    for index in range(new):
        tokens = choose(logits, temperature)
        out[:, index] = tokens
        if stop >= 0:
            kept += batch - int(done.sum())
            done |= tokens == stop
            if bool(done.all()):
                return kept
        if index + 1 < new:
            end = at + index
            part = None if mask is None else mask[:, :, :, :end + 1]
            logits = extend(decoder, cache, tokens[:, None], end, part, pads)
    return kept if stop >= 0 else batch * new


def run_batch(decoder, prompts, completions, new, stop, temperature):
    """One batch: prompts of equal length, or left-padded; a prompt is run once."""
    longest = max(len(prompt) for prompt in prompts)
    pads = torch.tensor([longest - len(prompt) for prompt in prompts])
    tokens = torch.tensor([[0] * (longest - len(prompt)) + prompt for prompt in prompts])
    cache = Cache(decoder, len(prompts), longest + new)
    mask = None
    if bool(pads.any()):
        real = torch.arange(longest + new) >= pads[:, None]
        mask = real[:, None, None, :]
        causal = torch.ones(longest, longest, dtype=torch.bool).tril()
        first = mask[:, :, :, :longest] & causal
        # A row of padding sees itself: attention to nothing is not a number.
        first = first | torch.eye(longest, dtype=torch.bool)
        logits = extend(decoder, cache, tokens, 0, first, pads)
    else:
        logits = extend(decoder, cache, tokens, 0)
        pads = None
    if completions > 1:
        cache, logits = cache.repeated(completions), logits.expand(completions, -1)
    return decode(decoder, cache, logits, longest, new, stop, temperature, mask, pads)


@torch.inference_mode()
def sample(decoder, command):
    prompts, batch = command["prompts"], command["batch"]
    if command["stop"] >= 0:
        prompts = sorted(prompts, key=len)
    parts = [prompts[at:at + batch] for at in range(0, len(prompts), batch)]

    def once():
        return sum(run_batch(decoder, part, command["completions"], command["new"],
                             command["stop"], command["temperature"]) for part in parts)

    once()
    tokens, runs = 0, 0
    wall, cpu = time.perf_counter(), time.process_time()
    while runs == 0 or time.perf_counter() - wall < command["seconds"]:
        tokens += once()
        runs += 1
    return {"tokens": tokens, "runs": runs, "wall": time.perf_counter() - wall,
            "cpu": time.process_time() - cpu}


@torch.inference_mode()
def product(command):
    left = torch.randn(command["m"], command["k"])
    right = torch.randn(command["k"], command["n"])
    out = torch.empty(command["m"], command["n"])
    torch.mm(left, right, out=out)
    runs, wall, cpu = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - wall < command["seconds"]:
        torch.mm(left, right, out=out)
        runs += 1
    return {"operations": 2 * command["m"] * command["k"] * command["n"] * runs,
            "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def main():
    torch.set_flush_denormal(True)
    shape, file, tensors = None, None, None
    for line in sys.stdin:
        command = json.loads(line)
        if "threads" in command:
            torch.set_num_threads(command["threads"])
        match command["do"]:
            case "model":
                shape, file, tensors = command["shape"], command["file"], command["tensors"]
                answer = {"versions": f"PyTorch {torch.__version__}"}
            case "train":
                answer = train(Decoder(shape, file, tensors), command)
            case "sample":
                answer = sample(Decoder(shape, file, tensors), command)
            case "product":
                answer = product(command)
        print(json.dumps(answer), flush=True)


main()
