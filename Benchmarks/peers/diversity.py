"""Compares word problem suites: how varied their texts and solutions are.

usage: diversity.py NAME=FILE… [--sample 1000] [--seed 1]

A FILE has JSON lines, plain or .gz, with `problem` or `question`, and `solution` or `answer`.
`NAME=reasoning-gym` generates gsm_symbolic of reasoning-gym (pip install reasoning-gym==0.1.25).

The same masking is applied to every suite, so that other names, nouns or numbers make no text new:
  numbers   digits with their signs, and number words up to twelve            -> N
  names     a capitalised word that does not begin a sentence, and that very
            word wherever else it stands in the text                          -> P
  nouns     the last word of a run of up to two words that are no function
            words, after a determiner, a number or a possessive               -> X
"""
import argparse, collections, gzip, json, random, re

FUNCTION = set("""a an the this that these those each every some any all both no his her their its my our your
of in on at to for from with without by into onto per than as and or but if then so because while when after before during
until is are was were be been being has have had having do does did will would can could should must may might not only
also too more less fewer most many much few how what which who whose where why there it he she they them him i we you us
one's out up off over under again still now later first next last same other another such just very about between among
together total altogether twice half times left""".split())
NUMBERS = set("zero one two three four five six seven eight nine ten eleven twelve".split())
OPENS = set("a an the this that these those each every some his her their its my our your many more fewer much few of per N P's".split())
TOKEN = re.compile(r"[$]?\d[\d,]*(?:\.\d+)?(?:/\d+)?%?|[A-Za-z]+(?:'[a-z]+)?|[.?!,;:]")


def masked(text):
    raw = TOKEN.findall(text)
    names, start = set(), True
    for word in raw:
        if word in ".?!:":
            start = True
            continue
        if not start and word[0].isupper() and word != "I":
            names.add(word.removesuffix("'s"))
        start = False
    words = []
    for word in raw:
        if word[0] in "$0123456789" or word.lower() in NUMBERS:
            words.append("N")
        elif word.removesuffix("'s") in names:
            words.append("P's" if word.endswith("'s") else "P")
        else:
            words.append(word.lower())
    result, index = [], 0
    while index < len(words):
        result.append(words[index])
        if words[index] in OPENS:
            end = index + 1
            while end < len(words) and end <= index + 2 and words[end].isalpha() and words[end] not in FUNCTION and words[end] not in ("N", "P"):
                end += 1
            if end > index + 1:
                result += words[index + 1:end - 1] + ["X"]
                index = end
                continue
        index += 1
    return result, words


def grams(words, size):
    return [tuple(words[i:i + size]) for i in range(len(words) - size + 1)]


def solution_steps(solution):
    return [line for line in solution.splitlines() if line.strip() and not line.startswith("####")]


def operations(solution):
    marked = re.findall(r"<<([^=]*)=", solution)
    if not marked:
        marked = [m for line in solution_steps(solution) for m in re.findall(r"([\d.,/ ()+*-]*\d[\d.,/ ()+*-]*)=", line)]
    signs = collections.Counter()
    for text in marked:
        text = re.sub(r"\d+/100\b", "N", text)
        text = re.sub(r"(?<=[\d)])\s*([-+*/])\s*(?=[\d(.N])", r" \1 ", text)
        signs.update(re.findall(r" ([-+*/]) ", " " + text + " "))
    return signs


def read(path, count, seed):
    if path == "reasoning-gym":
        import reasoning_gym
        data = reasoning_gym.create_dataset("gsm_symbolic", size=count, seed=seed)
        return [(row["question"], "") for row in data]
    rows = []
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            statement = row.get("problem") or row["question"]
            rows.append((statement, row.get("solution") or row.get("answer") or ""))
    random.Random(seed).shuffle(rows)
    return rows[:count]


def measure(rows):
    texts = [masked(statement) for statement, _ in rows]
    tokens = sum(len(t) for t, _ in texts)
    four = set(g for t, _ in texts for g in grams(t, 4))
    vocabulary = set(w for _, t in texts for w in t if w.isalpha() and w not in ("N", "P"))
    sets = [set(grams(t, 4)) for t, _ in texts]
    postings = collections.defaultdict(list)
    for index, some in enumerate(sets):
        for gram in some:
            postings[gram].append(index)
    overlaps = []
    for index, some in enumerate(sets):
        shared = collections.Counter()
        for gram in some:
            if len(postings[gram]) <= len(rows):
                shared.update(postings[gram])
        del shared[index]
        best = max((n / len(some | sets[j]) for j, n in shared.most_common(40)), default=0)
        overlaps.append(best)
    steps = collections.Counter(len(solution_steps(s)) for _, s in rows if s)
    signs = sum((operations(s) for _, s in rows), collections.Counter())
    return dict(
        problems=len(rows), words=tokens / len(rows), four=1000 * len(four) / len(rows), share=len(four) / tokens,
        vocabulary=len(vocabulary), near=sum(o >= 0.7 for o in overlaps) / len(rows),
        nearest=sum(overlaps) / len(rows), steps=steps, signs=signs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("suites", nargs="+")
    parser.add_argument("--sample", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    results = []
    for suite in options.suites:
        name, path = suite.split("=", 1)
        results.append((name, measure(read(path, options.sample, options.seed))))
    print("| | " + " | ".join(name for name, _ in results) + " |")
    print("|---" * (len(results) + 1) + "|")

    def line(title, write):
        print(f"| {title} | " + " | ".join(write(r) for _, r in results) + " |")

    line("problems", lambda r: str(r["problems"]))
    line("tokens of a statement", lambda r: f"{r['words']:.1f}")
    line("distinct 4-grams per 1,000 problems, masked", lambda r: f"{r['four']:,.0f}")
    line("distinct 4-grams per token, masked", lambda r: f"{r['share']:.3f}")
    line("vocabulary (words, names and numbers left out)", lambda r: f"{r['vocabulary']:,}")
    line("near duplicates (overlap of masked 4-grams at least 0.7)", lambda r: f"{100 * r['near']:.1f} %")
    line("overlap with the nearest neighbour, mean", lambda r: f"{r['nearest']:.3f}")

    def steps(r, low, high):
        total = sum(r["steps"].values())
        return f"{100 * sum(n for s, n in r['steps'].items() if low <= s <= high) / total:.1f} %" if total else "–"

    for low, high in [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 8), (9, 99)]:
        title = f"{low} steps" if low == high else f"{low} to {high} steps" if high < 99 else f"{low} steps and more"
        line(title, lambda r: steps(r, low, high))
    for sign in "+-*/":
        line(f"operations: {sign}", lambda r: f"{100 * r['signs'][sign] / max(sum(r['signs'].values()), 1):.1f} %" if sum(r["signs"].values()) else "–")


main()
