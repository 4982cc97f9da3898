"""What transformers renders from published chat templates: the fixture of ChatTemplateTests.

usage: chat_templates.py FOLDER OUT.json

FOLDER holds the texts of chat templates as models publish them, NAME.jinja or NAME+ANYTHING.jinja for
another spelling of the same. The fixture holds no template: a SHA-256 of each text, conversations of
ours, and what transformers makes of them; null where the template refuses.
"""
import hashlib
import json
import sys
from pathlib import Path

from transformers.utils.chat_template_utils import render_jinja_template

TOKENS = {"gemma": ("<bos>", "<eos>"), "llama-3": ("<|begin_of_text|>", "<|eot_id|>"), "phi": ("<s>", "<|endoftext|>"),
          "qwen": ("", "<|im_end|>"), "chatml": ("", "<|im_end|>"), "smollm2": ("<|im_start|>", "<|im_end|>")}
SYSTEM = {"role": "system", "content": "Answer briefly. \n"}
USER = {"role": "user", "content": " What is 12 · 7?\n\nShow {every} step. "}
REPLY = {"role": "assistant", "content": "12 · 7 = 84.\n#### 84"}
MORE = {"role": "user", "content": "And <half> of it?"}
CONVERSATIONS = [[USER], [SYSTEM, USER], [USER, REPLY, MORE], [SYSTEM, USER, REPLY, MORE, REPLY, USER], [USER, MORE]]


def render(template, messages, begin, end):
    try:
        texts, _ = render_jinja_template(conversations=[messages], chat_template=template, add_generation_prompt=True,
                                         bos_token=begin, eos_token=end)
        return texts[0]
    except Exception as error:
        return None


def main(folder, out):
    result = []
    for file in sorted(Path(folder).glob("*.jinja")):
        name, text = file.stem.split("+")[0], file.read_text()
        begin, end = next((pair for prefix, pair in TOKENS.items() if name.startswith(prefix)), ("<s>", "</s>"))
        result.append({"name": name, "sha256": hashlib.sha256(text.encode()).hexdigest(),
                       "rendered": [render(text, messages, begin, end) for messages in CONVERSATIONS]})
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in result)
    Path(out).write_text('{"conversations": ' + json.dumps(CONVERSATIONS, ensure_ascii=False) + ',\n"templates": [\n' + lines + "\n]}\n")
    for item in result:
        print(item["sha256"], item["name"], sum(text is None for text in item["rendered"]), "refused")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
