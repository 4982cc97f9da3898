#!/usr/bin/env python3
"""What the originals of StepMark's string policies answer: fixtures and digests for its tests.

Sources, fetched beforehand (nothing of them is copied here):
  --lm-eval    an unpacked lm_eval 0.4.8 source distribution (PyPI)
  --hendrycks  a checkout of https://github.com/hendrycks/math
  --qwen       a checkout of https://github.com/QwenLM/Qwen2.5-Math
Python packages: numpy regex word2number.

  string_policies.py SOURCES fixture > Tests/Fixtures/string-policies.jsonl
  string_policies.py SOURCES --longest 400 digests ../shared/judge/cases.jsonl:gold,pred > Tests/Fixtures/string-policy-digests.json
  string_policies.py SOURCES dump    FILE.jsonl[.gz]:FIELD[,FIELD...] ...   (JSON lines, to find differences)

SymPy is never asked: where an original would ask it, the answer is "no", and the questions are recorded.
"""
import argparse
import ast
import gzip
import json
import re
import sys
from math import isclose

import numpy as np
import regex
from word2number import w2n


def load(path, names, scope):
    """Runs the named definitions of a Python file, without its imports."""
    tree = ast.parse(open(path, encoding="utf-8").read())
    wanted = []
    for node in tree.body:
        targets = []
        if isinstance(node, ast.FunctionDef):
            targets = [node.name]
        elif isinstance(node, ast.Assign):
            targets = [t.id for t in node.targets if isinstance(t, ast.Name)]
        elif isinstance(node, ast.Expr) and ast.unparse(node).startswith("unit_texts.extend"):
            targets = ["unit_texts"]
        if any(t in names for t in targets):
            node.returns = None
            wanted.append(node)
    for node in wanted:
        for argument in getattr(getattr(node, "args", None), "args", []):
            argument.annotation = None
    exec(compile(ast.Module(wanted, []), path, "exec"), scope)
    return scope


def lm_eval_filter(pattern, group):
    """The filter `regex` followed by `take_first`; None stands for its fallback."""
    compiled = re.compile(pattern)

    def extract(text):
        found = compiled.findall(text)
        if not found:
            return None
        match = found[group]
        if isinstance(match, tuple):
            match = [m for m in match if m]
            if not match:
                return None
            match = match[0]
        return match.strip()

    return extract


def exact_match_form(text):
    """What `exact_match` of gsm8k.yaml compares."""
    values = [text]
    for pattern in (",", r"\$", r"(?s).*#### ", r"\.$"):
        values = np.array([re.sub(pattern, "", v) for v in values])
    return str(np.char.lower(values)[0])


def none_on_error(function):
    def call(*arguments):
        try:
            return function(*arguments)
        except (AssertionError, IndexError, ValueError, TypeError):
            return None

    return call


class Originals:
    def __init__(self, lm_eval, hendrycks, qwen):
        tasks = lm_eval + "/lm_eval/tasks"
        box = ["last_boxed_only_string", "remove_boxed"]
        minerva = load(
            tasks + "/minerva_math/utils.py",
            box + ["get_unnormalized_answer", "normalize_final_answer", "SUBSTITUTIONS", "REMOVED_EXPRESSIONS"],
            {"re": re})
        dollars = load(
            tasks + "/hendrycks_math/utils.py",
            ["is_equiv", "strip_string", "fix_fracs", "fix_a_slash_b", "fix_sqrt", "remove_right_units"], {})
        authors = load(
            hendrycks + "/modeling/math_equivalence.py",
            ["is_equiv", "_strip_string", "_fix_fracs", "_fix_a_slash_b", "_fix_sqrt", "_remove_right_units"], {})
        parser = load(
            qwen + "/evaluation/parser.py",
            ["_fix_fracs", "_fix_a_slash_b", "_fix_sqrt", "convert_word_number", "unit_texts", "strip_string",
             "extract_answer"], {"re": re, "w2n": w2n})
        self.questions = []
        grader = load(
            qwen + "/evaluation/grader.py",
            ["choice_answer_clean", "parse_digits", "is_digit", "str_to_pmatrix", "math_equal", "numeric_equal"],
            {"re": re, "regex": regex, "isclose": isclose, "symbolic_equal": self.ask})

        def last_box(text):
            return minerva["remove_boxed"](minerva["last_boxed_only_string"](text))

        def minerva_answer(text):
            answer = minerva["get_unnormalized_answer"](text)
            return None if answer == "[invalidanswer]" else answer

        def between_dollars(text):
            places = [i for i, c in enumerate(text) if c == "$"]
            return text if len(places) <= 1 else text[places[0] + 1 : places[-1]]

        strip = parser["strip_string"]
        self.extract = {
            "gsm8k-strict": lm_eval_filter(r"#### (\-?[0-9\.\,]+)", 0),
            "gsm8k-flexible": lm_eval_filter(r"(-?[$0-9.,]{2,})|(-?[0-9]+)", -1),
            "hendrycks": none_on_error(last_box),
            "hendrycks-dollars": between_dollars,
            "minerva": minerva_answer,
            "qwen": lambda text: parser["extract_answer"](text, "math") or None,
        }

        def or_unchanged(function):
            safe = none_on_error(function)

            def call(text):
                result = safe(text)
                return text if result is None else result

            return call

        self.normalise = {
            "gsm8k-strict": exact_match_form,
            "gsm8k-flexible": exact_match_form,
            "hendrycks": or_unchanged(authors["_strip_string"]),
            "hendrycks-dollars": or_unchanged(dollars["strip_string"]),
            "minerva": minerva["normalize_final_answer"],
            "qwen": strip,
        }

        def minerva_equal(answer, gold):
            return self.ask(*(minerva["normalize_final_answer"](x) for x in (answer, gold)))

        def gsm8k_equal(answer, gold):
            return exact_match_form(answer) == exact_match_form(gold)

        self.equals = {
            "gsm8k-strict": gsm8k_equal,
            "gsm8k-flexible": gsm8k_equal,
            "hendrycks": authors["is_equiv"],
            "hendrycks-dollars": dollars["is_equiv"],
            "minerva": minerva_equal,
            "qwen": lambda answer, gold: grader["math_equal"](strip(answer), strip(gold)),
        }

    def ask(self, left, right):
        self.questions.append([left, right])
        return False

    def compare(self, policy, answer, gold):
        """The verdict, and the questions that SymPy would have been asked."""
        self.questions = []
        return bool(self.equals[policy](answer, gold)), self.questions


TEXTS = [
    "", " ", "\n", ".", "$", "{", "}", "\\", "####", "#### ", "#### 1,234.", "#### -5\n#### 6", "#### $18", "####7",
    "#### .,", "a#### 3 b #### 4", "so 3 cm^2", "$1,000.00$", "10-15 min", "Answer: 18. ...", "1 - 2", "--3", "x 5.\n", "5.\n", "5..",
    "1.5e3", "costs $5 and $6.", "\uff15\uff16 and \u0663", "\u00bd", "5\u00b2", "half of -.5", "1/2", "- 7", "a-7b", "9,999,999", ",", "$,", "1.",
    "\\boxed{7}", "\\boxed{\\frac{1}{2}}", "\\boxed 5 $", "$\\boxed 5 $ and \\boxed{6}", "\\fbox{3}", "\\boxed{\\{1\\}}", "\\boxed{1", "\\boxed",
    "boxed", "oxed{3}", "\\boxed{}", "\\boxed{a}\\boxed{b}", "\\boxed{x^{2}} and {", "\\boxedx{5}", "}\\boxed{5}", "\\boxed{5}}", "\\boxed\n{5}",
    "Final Answer: The final answer is $5$. I hope it is correct.", "Final Answer: The final answer is 5",
    "Final Answer: The final answer is 5. I hope it is correct", "Final Answer: The final answer is\n5. I hope it is correct.",
    "Final Answer: The final answer is a! I hope it is correct.\nFinal Answer: The final answer is b. I hope it is correct.",
    "Final Answer: The final answer is I hope it is correct.", "Final Answer: The final answer isX I hope it is correctY",
    "the final answer is $\\frac12$. I hope so \\boxed{3}", "final answer is $ $. I hope", "The answer is: 12.", "the answer is 3/ ",
    "The answer is\n\n  5\n 6", "My final answer is x=5.", "\u7b54\u6848\u662f 5\n\n6", "\u7b54\u6848\u662f\u7b54\u6848\u662f7", "\u043a\u0438 12", "no number here", "-.5.5", "1..2", "2.", "-3-4",
    "0.5", ".5", " .5", "x=.5", "{.5}", "xy=3", "xyz=3", "a=b=c", "=5", "k = 7", "\\sqrt3", "\\sqrt", "\\sqrt{3", "\\sqrt 3", "\\sqrtab", "2\\sqrt x",
    "\\frac12", "\\frac1{72}", "\\frac{1}2", "\\frac", "\\frac1", "\\frac12\\frac34", "\\frac 1 2", "\\frac{1}{2}\\frac", "\\dfrac{1}{2}", "\\tfrac12", "tdfrac12",
    "1/2", "-1/2", "+1/2", "01/2", "a/b", "1/2/3", "1 / 2", "1_0/2", "\u0661/2", "-0/1", "0/1", "\\sqrt2/2", "2/\\sqrt{3}", "1/", "/2", "x/2",
    "5\\text{ cm}", "5\\text{cm}", "\\text{ a}\\text{ b}", "\\text{Evelyn}", "\\text{5}", "5 \\text{ and } 6", "\\text{a} b \\text{c}", "\\text{}", "\\text{a\nb}", "\\textbf{x}", "\\overline{3}",
    "0.\\overline{3}", "\\mbox{5 cm}", "5\\mbox{ cm}^2", "15\\mbox{ cm}^2", "30^\\circ", "30^{\\circ}", "50\\%", "50%", "\\$5", "$5$ and $6$", "a $x$ b $y$ c\n$z$ w", "$", "$$", "$$5$$", "one $ only",
    "\\left(1,2\\right)", "\\left[\\frac12, 3\\right)", "\\!\\!5", "12,\\!000", "12{,}000", "1,234", "1,23", ",", "1,", "\u00b2,\u00b3", "\u0663", "\\ldots", "\\dots", "\\;5", "5\\ ", "\"5\"", "a 5", "an 5 a", "banana 3",
    "five square feet", "square", "\\text{s}", "\\text{m}", "\\text{}^2", "3\\text{m}^2", "\\text{ and }", ",\\text{and}", "5^{th}", "5\\mathrm{th}", "x<=3", "x \\leq 3", "\\neq", "\\geq",
    "fracab", "frac{a}b", "frac\n", "fracx\ny", "sqrtx", "sqrt\n", "sqrt", "\\boxed{\\text{x}}", "\\boxed{a} and \\boxed{b}", "\\boxed{a\nb}", "\\text{unclosed", "\\text{a", "\\overline{\\text{x}}",
    "five", "Twenty-Five", "one hundred and five", "two thousand", "thousand five", "two million three thousand", "three thousand two million", "one billion thousand", "five thousand thousand", "two point five", "point five", "two point ten", "point",
    "five hundred twenty one thousand", "one two three four five", "million", "two billion five", "seven million two hundred thousand forty two", "12 and five", "007", "-5", "5-", "5 - 6", "zero", "hundred hundred", "five billion two million", "nine point", "two billion one million",
    "5 m", "m 5", "5 m/s", "m", "m m", "s", "5 cm 2", "5 sq . m", "5 sq x m", "a.b.c", "10 q .", "t=5", "h", "x a", "a b c d e f g", "5 minutes and 3 seconds", "5 apples", "Surface", "surface", "5 am", "am", "east 5 east", "5 east east", "o", "3 o's", "min", "mins.",
    "\u03c0 r 2", "5 \u00b0 f", "5\u00b0C", "per", "percent", "5 percent", "no change", "number 5", "rs . 5", "rs 5", "d_1", "x_d", "d d", "a,a,a", "c", "(c)", "\\text{(C)}", "p . m", "5 p . m", "5 pxm",
    "\\begin{array}{cc}1&2\\\\3&4\\end{array}", "\\begin{bmatrix}1\\\\2\\end{bmatrix}", "\\begin{pmatrix} 1 & 2 \\end{pmatrix}", "\\begin{array}1", "\\begin{array}{", "\\{1,2\\}", "(-\\infty,\\infty)", "infinity", "inf", "-inf", "\\infty inf", "infinite", "+\\infty", "\\emptyset",
    "x\\in[1,2]", "y=3", "z\\to0", "xx=5", "max=5", "j", "2+3j", "ij", "and", "1 and 2", "hand", "\\mathbf{x}", "5.0", "5.00", "5.0x", "5.05", "5.000 ", "1.0,2.0", "1.0.0 ", "5. ", "5.", "1.50", "10.0.", "3.0\\%", "00.0", ".0", "x.0", "\u0663.0",
    "'5'", "true", "A", "(A)", "A.", "  B  ", "E/", "answer is C", "\u00dfA", "4:30", "4:30 p.m.", "p.m.", "7{,}000", "7\\,000", "7\\ 000", "1e5", "1_000", "nan", "NaN", "Infinity", "5\u00a0", "\u30003", "5\u2009m", "\u212a", "\u0130", "\u03a3\u03a3", "\U0001f600", "\x00", "5\x00", "\x1c5",
]
PAIRS = [
    ("5", "5"), ("5", "5.0"), ("5", " 5 "), ("500", "5"), ("0.05", "5"), ("5", "0.05"), ("10000", "10001"), ("10000", "10002"), ("1,000", "1000"), ("50\\%", "50"), ("50%", "0.5"), ("1/2", "0.5"), ("\\frac12", "1/2"),
    ("B", "B"), ("(B)", "B"), ("the answer is B.", "B"), ("b", "B"), ("AB", "B"), ("A B", "B"), ("B A", "B"), ("F", "F"), ("f", "F"), ("", ""), ("", "5"), ("5", ""), ("[1,2]", "(1,2)"), ("[1,2]", "[1,2]"), ("(1,2)", "1,2"), ("[1,2]", "1,2"), ("{1,2}", "1,2"),
    ("(1, 2)", "(1,2)"), ("(0.5,2)", "(\\frac12,2)"), ("(1,2)", "(1,3)"), ("(100,2)", "(1,2)"), ("(1,2,3)", "(1,2)"), ("((1,2),3)", "((1,2),3.0)"), ("(x,y)", "(x,z)"), ("(1)", "1"), ("()", "()"), ("(]", "[)"), ("(a(b,c", "(a(b,d"), ("(a) b", "(a) c"),
    ("\\begin{pmatrix}1\\\\2\\end{pmatrix}", "\\begin{pmatrix}1.0\\\\2\\end{pmatrix}"), ("\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}", "\\begin{pmatrix}1&2\\\\3&5\\end{pmatrix}"), ("\\begin{pmatrix}1\\\\2\\end{pmatrix}", "{1,2}"), ("\\begin{pmatrix}1\\\\2\\end{pmatrix}", "(1,2)"),
    ("\\begin{pmatrix}1\\\\2\\end{pmatrix}", "\\{1,2\\},\\{3\\}"), ("\\begin{pmatrix}\\end{pmatrix}", "\\begin{pmatrix}\\\\\\end{pmatrix}"), ("\\begin{pmatrix}1&2\\end{pmatrix}", "\\begin{pmatrix}1\\end{pmatrix}"), ("\\begin{pmatrix}1\\\\2\\end{pmatrix}", "\\begin{pmatrix}1\\\\2\\\\3\\end{pmatrix}"),
    ("a+b=c", "c=a+b"), ("x^2+y^2=1", "y^2+x^2=1"), ("k=5", "5"), ("5", "k=5"), ("abc=5", "5"), ("5", "abc=5"), ("ab=5.0", "5"), ("q=(1,2)", "(1,2.0)"), ("a=b=c", "c"), ("=5", "5"), ("x + 1", "1 + x"), ("X", "x"), ("\\pi", "3.14159"), ("\\text{Yes}", "yes"), ("1e3", "1000"),
    ("inf", "inf"), ("nan", "nan"), ("-5", "5"), ("1_000", "1000"), ("\u0661\u0662", "12"), ("5 m", "5"), ("five", "5"), ("2.50", "250"), ("99995", "100000"), ("99989", "100000"), ("0", "0.0"), ("0", "1e-9"), ("1e400", "1e401"), ("\\%", "5"), ("5\\%\\%", "5"), ("18.", "18"), ("$18", "18"), ("a #### 18", "18"), ("18.00", "18"), ("X5", "x5"),
    ("\\frac", "\\frac"), ("\\frac", "\\frac "), ("\\sqrt", "\\sqrt"), ("a/b", "a/b"), ("a/b", "a /b"), ("1/2", "\\frac{1}{2}"), ("\\text{ a}\\text{ b}", "x"), ("x=3", "3"), ("abc=3", "3"), ("0.5", "\\frac12"), ("30^\\circ", "30"), ("\\left( 1 \\right)", "(1)"), ("1,000", "1000"), ("5\\text{ cm}", "5"), ("\\$5", "5"),
]


def texts_of(arguments, longest):
    for argument in arguments:
        path, fields = argument.rsplit(":", 1)
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                for field in fields.split(","):
                    value = record
                    for name in field.split("."):
                        value = value[name]
                    for text in value if isinstance(value, list) else [value]:
                        if len(text) > longest:
                            continue
                        # A lone surrogate is no text in UTF-8.
                        yield text.encode("utf-8", "replace").decode("utf-8")


def fnv(digest, text):
    for byte in text.encode("utf-8") + b"\xff":
        digest = ((digest ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return digest


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("lm-eval", "hendrycks", "qwen"):
        parser.add_argument("--" + name, required=True)
    # The originals' expressions take minutes for a text of half a million characters.
    parser.add_argument("--longest", type=int, default=20_000, help="leave out longer texts")
    parser.add_argument("command", choices=["fixture", "digests", "dump"])
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    originals = Originals(options.lm_eval, options.hendrycks, options.qwen)
    policies = list(originals.extract)
    if options.command == "fixture":
        for text in TEXTS:
            print(json.dumps({
                "text": text,
                "extract": {p: originals.extract[p](text) for p in policies},
                "normalise": {p: originals.normalise[p](text) for p in policies}}))
        for answer, gold in PAIRS:
            verdicts = {p: originals.compare(p, answer, gold) for p in policies}
            print(json.dumps({
                "answer": answer, "gold": gold,
                "equals": {p: v for p, (v, _) in verdicts.items()},
                "questions": {p: q for p, (_, q) in verdicts.items() if q}}))
        return
    digests = {}
    for text in texts_of(options.files, options.longest):
        for policy in policies:
            for operation in ("extract", "normalise"):
                result = getattr(originals, operation)[policy](text)
                result = "\0" if result is None else result
                if options.command == "dump":
                    print(json.dumps([policy, operation, text, result]))
                key = policy + "." + operation
                digests[key] = fnv(digests.get(key, 0xCBF29CE484222325), result)
    if options.command == "digests":
        print(json.dumps({k: f"{v:016x}" for k, v in digests.items()}, indent=2))


if __name__ == "__main__":
    sys.exit(main())
