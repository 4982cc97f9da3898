#!/usr/bin/env python3
"""Writes inputs that are made to hang, crash or exhaust a judge of answers.

usage: hostile.py OUT
"""

import json
import random
import sys


def attacks():
    big = 10 ** 5
    yield "deep-parentheses", "1", "(" * big + "1" + ")" * big
    yield "deep-braces", "1", "{" * big + "1" + "}" * big
    yield "deep-parentheses-short", "1", "(" * 1900 + "1" + ")" * 1900
    yield "unclosed-parentheses", "1", "(" * 4000
    yield "unclosed-left", "1", "\\left(" * 600
    yield "deep-fractions", "1", "\\frac{1}{1+" * 300 + "1" + "}" * 300
    yield "deep-roots", "1", "\\sqrt{1+" * 500 + "1" + "}" * 500
    yield "nested-roots-in-limits", "2", "\\sqrt{2+" * 60 + "2" + "}" * 60
    yield "powers-of-nine", "1", "9^{9^{9^{9^{9}}}}"
    yield "powers-of-five", "5^{5^{5^{5}}}", "5^{5^{5^{5^{5}}}}"
    yield "powers-of-ten", "10^{10^{10^{10}}}", "10^{10^{10^{10}}}+1"
    yield "equal-towers", "2^{2^{2^{2^{2^2}}}}", "2^{2^{2^{2^{2^{2}}}}}"
    yield "close-towers", "3^{100000000}", "3^{100000000}+1"
    yield "tower-left", "1", "((((9^9)^9)^9)^9)^9"
    yield "giant-exponent", "2^{1000000000000}", "4^{500000000000}"
    yield "giant-negative-exponent", "0", "2^{-1000000000000}"
    yield "long-power-chain", "1", "^".join(["2"] * 1500)
    yield "factorial", "1", "1000000!"
    yield "factorial-tower", "1", "((((3!)!)!)!)!"
    yield "factorial-signs", "1", "9" + "!" * 3000
    yield "factorial-quotient", "10001", "\\frac{10001!}{10000!}"
    yield "binomial", "1", "\\binom{1000000000}{500000000}"
    yield "binomials", "\\binom{100000}{50000}", "\\binom{100000}{49999}"
    yield "sum", "1", "\\sum_{k=1}^{1000000000} k^{k}"
    yield "sum-of-sums", "1", "\\sum_{i=1}^{10000}\\sum_{j=1}^{10000}\\sum_{k=1}^{10000} ijk"
    yield "product", "1", "\\prod_{k=1}^{1000000000} (1+\\frac{1}{k})"
    yield "sum-to-infinity", "1", "\\sum_{k=1}^{\\infty} \\frac{1}{k^{1.0000001}}"
    yield "integral", "1", "\\int_0^{10^{9}} \\sin(x^{x}) dx"
    yield "limit", "0", "\\lim_{x\\to\\infty} x^{x^{x}}"
    yield "million-digits", "7" * 10 ** 6, "7" * 10 ** 6
    yield "digits-in-limits", "7" * 4000, "7" * 3999 + "8"
    yield "multiplied-digits", "1", "*".join(["9" * 400] * 10)
    yield "decimal-digits", "1/3", "0." + "3" * 4000
    yield "exponent-decimal", "1", "1e999999999"
    yield "exponent-decimal-small", "0", "1e-999999999"
    yield "repeating", "1", "0.\\overline{" + "123456789" * 400 + "}"
    yield "boxes", "1", "\\boxed{" * (10 ** 6 // 7)
    yield "closed-boxes", "1", "\\boxed{1}" * (10 ** 6 // 9)
    yield "boxes-of-braces", "1", "\\boxed{" + "{" * 10 ** 6
    yield "hashes", "1", "####\n" * (10 ** 6 // 5)
    yield "hashes-spaces", "1", "#### " * (10 ** 6 // 5)
    yield "answer-is", "1", "the answer is " * (10 ** 6 // 14)
    yield "answer-colon", "1", "Answer: " * (10 ** 6 // 8)
    yield "final-answer", "1", "Final Answer: The final answer is " * 30000
    yield "thinking", "1", "<think>" * (10 ** 6 // 7)
    yield "thinking-ends", "1", "</think>" * (10 ** 6 // 8)
    yield "dollars", "1", "$" * 10 ** 6
    yield "dollar-words", "1", "$ 1 " * (10 ** 6 // 4)
    yield "stars", "1", "**" * (10 ** 6 // 2)
    yield "open-brackets", "1", "\\[" * (10 ** 6 // 2)
    yield "digits-and-dots", "1", "1." * (10 ** 6 // 2)
    yield "commas", "1", "1,234," * (10 ** 6 // 6)
    yield "minus-signs", "1", "-" * 10 ** 6
    yield "minus-signs-in-limits", "1", "-" * 4000 + "1"
    yield "spaces", "1", " " * 10 ** 6
    yield "backslashes", "1", "\\" * 10 ** 6
    yield "new-lines", "1", "\n" * 10 ** 6
    yield "zero-bytes", "1", "\0" * 10 ** 6
    yield "combining", "1", "1" + "\u0301" * 10 ** 5
    yield "replacement", "1", "\ufffd" * 10 ** 5
    yield "right-to-left", "1", "\u202e1" * 10 ** 5
    yield "full-width", "1", "\uff11" * 1300
    yield "emoji", "1", "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 10 ** 4
    yield "fractions", "1", "\\frac" * 10 ** 5
    yield "fractions-in-limits", "1", "\\frac" * 800
    yield "fraction-arguments", "1", "\\frac12" * 580
    yield "texts", "1", "\\text{" * 600
    yield "matrix-wide", "1", "\\begin{pmatrix}" + "1&" * 2000 + "1\\end{pmatrix}"
    yield "matrix-tall", "1", "\\begin{pmatrix}" + "1\\\\" * 1300 + "1\\end{pmatrix}"
    yield "matrix-power", "1", "\\begin{pmatrix}1&1\\\\1&0\\end{pmatrix}^{1000000000}"
    matrix = "\\\\".join("&".join(str(i * j % 10) for j in range(30)) for i in range(30))
    yield "determinant", "1", "\\det\\begin{pmatrix}" + matrix + "\\end{pmatrix}"
    letters = "\\\\".join("&".join(f"a_{{{i}{j}}}" for j in range(9)) for i in range(9))
    yield "determinant-of-letters", "1", "\\det\\begin{pmatrix}" + letters + "\\end{pmatrix}"
    yield "matrices", "\\begin{pmatrix}" + matrix + "\\end{pmatrix}", (
        "\\begin{pmatrix}" + matrix.replace("9", "8", 1) + "\\end{pmatrix}")
    stream = random.Random(1)
    giants = [str(stream.randrange(10 ** 1900, 10 ** 1901)) for _ in range(2)]
    yield "gcd", "1", f"\\gcd({giants[0]},{giants[1]})"
    yield "lcm", "1", f"\\text{{lcm}}({giants[0]},{giants[1]})"
    yield "modulo", "1", f"{giants[0]} \\mod {giants[1]}"
    yield "power-modulo", "1", "3^{10^{100}} \\mod 7"
    yield "based", "1", "1" * 3900 + "_{36}"
    names = "abcdfghjklmnopqrstuvwxyz"
    sums = ["(" + "+".join(f"{stream.randrange(1, 99)}{name}" for name in names[:12]) + ")"
            for _ in range(24)]
    yield "expanded-product", "".join(sums), "".join(reversed(sums))
    yield "expanded-product-near", "".join(sums), "".join(sums) + "+1"
    yield "binomial-power", "(1+x)^{1000}", "(1+x)^{999}(1+x)"
    yield "binomial-power-giant", "(1+x)^{10^{9}}", "(1+x)^{10^{9}-1}(1+x)"
    yield "power-of-sums", "1", "(" * 12 + "(x+1)" + "^{9}+1)^{9}" * 6 + ")" * 6
    yield "many-roots", "1", "+".join(f"\\sqrt{{{n}}}" for n in range(2, 300))
    yield "close-roots", "\\sqrt{2}+\\sqrt{3}", "\\sqrt{5+2\\sqrt{6}+10^{-2000}}"
    yield "square-root-sums", "+".join(f"\\sqrt{{{n}}}" for n in range(10, 60)), (
        "+".join(f"\\sqrt{{{n}}}" for n in range(11, 61)))
    yield "sines", "1", "\\sin(" * 500 + "1" + ")" * 500
    yield "sines-in-limits", "0.5", "\\sin(" * 60 + "1" + ")" * 60
    yield "sine-of-giant", "0.5", "\\sin(10^{10^{6}})"
    yield "exponentials", "1", "e^{e^{e^{e^{e^{e}}}}}"
    yield "tiny-difference", "0", "e^{-e^{e^{e^{3}}}}"
    yield "logarithms", "0", "\\ln(" * 60 + "10^{100}" + ")" * 60
    yield "trigonometric-zero", "0", "\\sin^2(x)+\\cos^2(x)-1+10^{-500}"
    yield "list", "1", "1," * 1900 + "1"
    forward = ",".join(str(n) for n in range(900))
    backward = ",".join(str(n) for n in reversed(range(900)))
    yield "lists", forward, backward
    yield "sets", "\\{" + forward + "\\}", "\\{" + backward + "\\}"
    ambiguous = ",".join("\\pm 1" for _ in range(40))
    yield "plus-minus", ambiguous, ambiguous
    yield "plus-minus-product", "1", "(1\\pm\\sqrt2)" * 60
    equal_sets = ",".join(f"x^{n}-x^{n}" for n in range(100))
    yield "sets-of-zeros", "\\{" + equal_sets + "\\}", "\\{" + ",".join(["0"] * 100) + "\\}"
    yield "unions", "1", "\\cup".join(f"({n},{n + 1})" for n in range(400))
    yield "unions-equal", "\\cup".join(f"[{n},{n + 1})" for n in range(200)), "[0,200)"
    yield "inequalities", "1", " < ".join(["x"] * 900)
    yield "equations", "=".join(["x"] * 900), "=".join(["y"] * 900)
    yield "system", "1", "\\begin{cases}" + "x+y=1\\\\" * 400 + "\\end{cases}"
    yield "words", "yes", "no " * 1300
    yield "subscripts", "1", "x" + "_{x" * 500 + "}" * 500
    yield "units", "1", "1 " + "cm " * 1300
    yield "percent-signs", "1", "1" + "%" * 4000
    yield "degree-signs", "1", "1" + "^\\circ" * 600
    yield "absolute-bars", "1", "|" * 4000
    yield "floor-tower", "1", "\\lfloor" * 400 + "1.5" + "\\rfloor" * 400
    yield "derivatives", "1", "\\frac{d}{dx}" * 300 + "x^{300}"
    yield "time", "1", "12:" * 1300 + "00"
    yield "injection", "1", "__import__('os').system('id')"
    yield "letters", "1", "".join(stream.choice("abcxyz") for _ in range(4000))
    yield "noise", "1", "".join(
        stream.choice("\\{}()[]^_+-*/=<>,.:;|!%$&#~'\"`?0123456789abcxyz ") for _ in range(4000))


def main():
    count = 0
    with open(sys.argv[1], "w") as out:
        for name, gold, prediction in attacks():
            for mode in ("text", "answer"):
                pairs = [(gold, prediction), (prediction, prediction), (prediction, gold)]
                if mode == "text":
                    pairs = [(gold, prediction), (gold, f"so \\boxed{{{prediction}}}."),
                             (gold, f"The answer is ${prediction}$.")]
                for number, (left, right) in enumerate(pairs):
                    out.write(json.dumps({
                        "id": f"{name}-{mode}-{number}", "gold": left, "pred": right,
                        "mode": mode}) + "\n")
                    count += 1
    print(f"{sys.argv[1]}: {count} cases")


main()
