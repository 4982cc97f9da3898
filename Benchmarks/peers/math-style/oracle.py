"""Solves math-style problems again from their statements alone, with SymPy and brute force.

    stepmark problems generate --suite math-style --wordings 1 --count 5000 --store math.db
    python3 oracle.py math.db

(or a .jsonl file of `problems generate --out`, with `family`, `problem` and `answer` in each line).

Reads the numbers out of each statement (wording 0), computes the answer in a way that has nothing to
do with the gold steps, and compares. Prints the count by family and every difference.
"""
import collections
import itertools
import json
import math
import re
import sqlite3
import sys

import sympy as S
from mpmath.libmp.libhyper import NoConvergence
from sympy.parsing.sympy_parser import (
    parse_expr, standard_transformations, implicit_multiplication)

x = S.Symbol("x")
RULES = standard_transformations + (implicit_multiplication,)


def sym(text):
    """The SymPy value of LaTeX as the suite writes it."""
    t = text.replace("\\left", "").replace("\\right", "").replace("\\cdot", "*").replace("\\div", "/")
    t = re.sub(r"\^\\circ", "", t)
    while True:
        new = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", t)
        new = re.sub(r"\\sqrt\{([^{}]*)\}", r" sqrt(\1)", new)
        new = re.sub(r"\^\{([^{}]*)\}", r"**(\1)", new)
        if new == t:
            break
        t = new
    t = t.replace("\\pi", " pi ").replace("^", "**")
    t = re.sub(r"(?<![a-z])i(?![a-z])", " I ", t)
    return parse_expr(t, local_dict={"x": x, "y": S.Symbol("y"), "a": S.Symbol("a"),
        "b": S.Symbol("b"), "A": S.Symbol("A"), "B": S.Symbol("B")},
        transformations=RULES)


def nums(text):
    return [int(n) for n in re.findall(r"-?\d+", text)]


def maths(text):
    return re.findall(r"\$([^$]*)\$", text)


def trim(formula):
    return formula.rstrip(".?,").replace("\\displaystyle", "").strip()


def same(a, b):
    return S.simplify(S.expand(a - b)) == 0


def interval(text):
    parts = []
    for m in re.finditer(r"([\[(])([^,]*), ([^\])]*?(?:\\infty|[^\])]*))([\])])", text):
        lo = -S.oo if "\\infty" in m[2] else sym(m[2])
        hi = S.oo if "\\infty" in m[3] else sym(m[3])
        parts.append(S.Interval(lo, hi, m[1] == "(", m[4] == ")"))
    return S.Union(*parts)


def solve_set(text):
    lhs, op, rhs = re.match(r"(.*) (\\le|\\ge|<|>) (.*)", trim(text)).groups()
    lhs = re.sub(r"\\left\|(.*)\\right\|", r"Abs(\1)", lhs)
    l, r = (sym(lhs) if "Abs" not in lhs else S.Abs(sym(lhs[4:-1]))), sym(rhs)
    y = S.Symbol("x", real=True)
    l = l.subs(x, y)
    rel = {"\\le": l <= r, "\\ge": l >= r, "<": l < r, ">": l > r}[op]
    return S.solveset(rel, y, S.S.Reals)


def percentages(s, a):
    parts = re.findall(r"(raised|lowered) by \$(\d+)", s)
    f = S.Integer(1)
    for verb, p in parts:
        f *= 1 + S.Rational(int(p) * (1 if verb == "raised" else -1), 100)
    price = int(re.search(r"(?:costs|is) \$(\d+)\$ dollars", s)[1])
    return same(sym(a), S.Integer(price) / f if "beginning" in s else price * f)


def ratios(s, a):
    p = [int(n) for n in re.search(r"\$(\d+) : (\d+) : (\d+)\$", s).groups()]
    known = int(re.search(r"\$(\d+)\$ coins", s)[1])
    unit = S.Rational(known, sum(p) if "in all" in s else p[0])
    return sym(a) == unit * (p[1] - p[2] if "more coins" in s else p[1])


def averages(s, a):
    n = nums(s)
    if s.startswith("Find"):
        return sym(a) == S.Rational(sum(n), len(n))
    mean, n = n[-1], n[:-1]
    k = 2 if "two equal" in s else 1
    return sym(a) == S.Rational(mean * (len(n) + k) - sum(n), k)


def operations(s, a):
    m = re.search(r"let \$a (\\\w+) b = ([^$]*?)\.\$ Compute \$(.*)\.\$", s)
    f = S.Lambda((S.Symbol("a"), S.Symbol("b")), sym(m[2]))
    text = m[3].replace(m[1], "#")

    def value(t):
        t = t.strip()
        depth = 0
        for i, c in enumerate(t):
            depth += (c == "(") - (c == ")")
            if c == "#" and depth == 0:
                return f(value(t[:i]), value(t[i + 1:]))
        return value(t[1:-1]) if t[0] == "(" else S.Integer(t)
    return sym(a) == value(text)


def trips(s, a):
    legs = [(int(d), int(v)) for d, v in re.findall(r"\$(\d+)\$ miles at \$(\d+)\$", s)]
    time = sum(S.Rational(d, v) for d, v in legs)
    return sym(a) == (sum(d for d, _ in legs) / time if "average speed" in s else time)


def equation(s, a):
    l, r = trim(maths(s)[-1]).split("=")
    return a and same(sym(l).subs(x, sym(a)), sym(r).subs(x, sym(a)))


def systems(s, a):
    m = maths(s)
    eqs = [t for t in m if "=" in t and "x" in t][:2]
    y = S.Symbol("y")
    sol = S.solve([S.Eq(*[sym(p) for p in trim(e).split("=")]) for e in eqs], [x, y])
    if "ordered pair" in s:
        p = a.strip("()").split(", ")
        return (sol[x], sol[y]) == (sym(p[0]), sym(p[1]))
    return sym(a) == (sol[x] + sol[y] if "what is $x + y$" in s else sol[x])


def quadratics(s, a):
    p = sym(next(t for t in maths(s) if "x^2" in t).split("=")[0])
    roots = sorted(S.Poly(p, x).all_roots(), key=lambda r: S.N(r))
    if "discriminant" in s:
        return same(sym(a), S.discriminant(p, x))
    if "larger" in s:
        return same(sym(a), roots[1])
    if "difference" in s:
        return same(sym(a), roots[1] - roots[0])
    got = [sym(t) for t in a[2:-2].split(", ")]
    return len(got) == len(set(roots)) and all(same(g, r) for g, r in zip(got, roots))


def absolutes(s, a):
    m = next(t for t in maths(s) if "\\left|" in t)
    if "=" in m:
        inner, c = re.match(r"\\left\|(.*)\\right\| = (\d+)", m).groups()
        got = [sym(t) for t in a[2:-2].split(", ")]
        return len(set(got)) == 2 and all(abs(sym(inner).subs(x, g)) == int(c) for g in got)
    return solve_set(m) == interval(a)


def inequality(s, a):
    m = next(t for t in maths(s) if re.search(r"\\le|\\ge|<|>", t))
    want, got = solve_set(m), interval(a)
    if want == got:
        return True
    probes = [S.Rational(n, 7) + S.Rational(1, 1000) for n in range(-280, 281)]
    return all(want.contains(p) == got.contains(p) for p in probes) and all(
        S.simplify(a_ - b_) == 0 for a_, b_ in zip(sorted(want.boundary), sorted(got.boundary)))


def composition(s, a):
    f = S.Lambda(x, sym(re.search(r"f\(x\) = ([^$]*)\$", s)[1]))
    g = S.Lambda(x, sym(re.search(r"g\(x\) = ([^$]*)\$", s)[1]))
    text = trim(re.search(r"(?:What is|Expand) \$([^$]*)\$", s)[1])
    return same(eval(text, {"f": f, "g": g, "x": x}), sym(a))


def arithmetic(s, a):
    n = nums(s)
    if "common difference" in s:
        first, d, k = n[0], n[1], n[2]
    else:
        i, p, j, q, k = n
        d = S.Rational(q - p, j - i)
        first = p - (i - 1) * d
    terms = [first + d * t for t in range(k)]
    return sym(a) == (sum(terms) if "sum" in s else terms[-1])


def geometric(s, a):
    first = sym(re.search(r"first term \$([^$]*)\$", s)[1])
    r = re.search(r"common ratio \$([^$]*)\$", s)
    q = sym(r[1]) if r else sym(re.search(r"second term \$([^$]*)\$", s)[1]) / first
    if "infinite" in s:
        return sym(a) == first / (1 - q)
    k = int(re.search(r"(?:number|first) \$(\d+)\$", s)[1])
    terms = [first * q ** t for t in range(k)]
    return sym(a) == (sum(terms) if "sum" in s else terms[-1])


def logarithms(s, a):
    total = 0
    for sign, b, arg in re.findall(r"([+-]?) ?\\log_\{(\d+)\} (\\frac\{1\}\{\d+\}|\d+)", s):
        total += (-1 if sign == "-" else 1) * float(S.log(sym(arg)) / S.log(int(b)))
    return abs(total - float(sym(a))) < 1e-9


def exponential(s, a):
    l, r = trim(maths(s)[-1]).split("=")
    return same(sym(l).subs(x, sym(a)), sym(r).subs(x, sym(a)))


def lines(s, a):
    pts = [tuple(map(int, p)) for p in re.findall(r"\((-?\d+), (-?\d+)\)", s)]
    if "distance" in s:
        return same(sym(a), S.Point(*pts[0]).distance(S.Point(*pts[1])))
    if "midpoint" in s:
        m = S.Point(*pts[0]).midpoint(S.Point(*pts[1]))
        p = a.strip("()").split(", ") if "frac" not in a else a[1:-1].split(", ")
        return (m.x, m.y) == (sym(p[0]), sym(p[1]))
    if "perpendicular" in s:
        line = S.Line(*pts[1:]).perpendicular_line(S.Point(*pts[0]))
        return all(line.contains(S.Point(t, sym(a).subs(x, t))) for t in (0, 1))
    line = S.Line(*pts)
    if "slope" in s:
        return line.slope == sym(a)
    return all(sym(a).subs(x, p[0]) == p[1] for p in pts)


def circle_equations(s, a):
    y = S.Symbol("y")
    eq = S.Eq(sym(trim(next(t for t in maths(s) if "y^2" in t)).split("=")[0]), 0)
    p = S.Poly(eq.lhs, x, y)
    h, k = -p.coeff_monomial(x) / 2, -p.coeff_monomial(y) / 2
    r2 = h ** 2 + k ** 2 - p.coeff_monomial(1)
    if "center" in s and "radius" not in s:
        return [h, k] == nums(a)
    return same(sym(a), S.pi * r2 if "area" in s else S.sqrt(r2))


def gcd(s, a):
    n = nums(s)
    return int(a) == (math.gcd(*n) if "greatest" in s else math.lcm(*n))


def powers(s, a):
    b, e, m = nums(s)
    return int(a) == pow(b, e, m)


def bases(s, a):
    def val(t):
        d, b = re.match(r"(\w+)_\{(\d+)\}", t).groups()
        return int(d, int(b))
    got = val(a) if "_" in a else int(a)
    found = re.findall(r"\d+_\{\d+\}", s)
    v = [val(t) for t in found]
    if len(v) == 1:
        want = v[0]
    else:
        want = v[0] + v[1] if "+" in s else v[0] - v[1] if " - " in s else v[0] * v[1]
    return got == want


def divisors(s, a):
    n = nums(s)[0]
    d = [k for k in range(1, n + 1) if n % k == 0]
    return int(a) == (sum(d) if "sum" in s else len(d))


def congruences(s, a):
    n = nums(s)
    if "x \\equiv" in s:
        f, r, m = int(re.search(r"\$(\d+)x", s)[1]), *[int(t) for t in re.search(
            r"equiv (\d+) \\pmod\{(\d+)\}", s).groups()]
        return int(a) == next(k for k in range(m) if f * k % m == r)
    r, m, q, k = n
    hits = [t for t in range(2 * m * k) if t % m == r and t % k == q]
    return int(a) == hits[1 if "second" in s else 0]


def arrangements(s, a):
    if "letters" in s:
        word = re.search(r"of ([A-Z]+) ", s)[1]
        counts = list(collections.Counter(word).items())
        block = re.search(r"letter ([A-Z]) must", s)
        if block:
            counts = [(c, 1 if c == block[1] else k) for c, k in counts]
        counts = [k for _, k in counts]
    else:
        counts = nums(s)
    want = math.factorial(sum(counts))
    for k in counts:
        want //= math.factorial(k)
    return int(a) == want


def committees(s, a):
    n = nums(s)
    first, second, k = n[:3]
    count = lambda i: math.comb(first, i) * math.comb(second, k - i)
    if "exactly" in s:
        return int(a) == count(n[3])
    rng = range(1, k + 1) if "at least" in s else range(1, k) if "both" in s else range(k + 1)
    return int(a) == sum(count(i) for i in rng)


def draws(s, a):
    n = nums(s)
    r, b = n[:2]
    if "One" in s:
        return sym(a) == S.Rational(r, r + b)
    k = n[2]
    total = math.comb(r + b, k)
    p = lambda i: S.Rational(math.comb(r, i) * math.comb(b, k - i), total)
    if "at least" in s:
        return sym(a) == 1 - p(0)
    return sym(a) == p(n[3] if "exactly" in s else k)


def dice(s, a):
    _, f, t = nums(s)
    hits = sum(1 for p in itertools.product(range(1, f + 1), repeat=2)
               if (sum(p) <= t if "most" in s else sum(p) == t))
    return sym(a) == S.Rational(hits, f * f)


def expected(s, a):
    e = sum((1 if v == "wins" else -1) * int(k) * sym(p) for v, k, p in re.findall(
        r"(wins|loses) \$(\d+)\$ points with probability \$([^$]*)\$", s))
    r = re.search(r"in \$(\d+)\$ rounds", s)
    return sym(a) == e * (int(r[1]) if r else 1)


def inclusion(s, a):
    n = nums(s)
    lo, hi, d = n[0], n[1], n[2:]
    hit = sum(1 for k in range(lo, hi + 1) if any(k % t == 0 for t in d))
    return int(a) == (hi - hit if "not divisible" in s else hit)


def paths(s, a):
    pts = [tuple(map(int, p)) for p in re.findall(r"\((\d+), (\d+)\)", s)]
    (w, h), stop = pts[1], pts[2] if len(pts) > 2 else None
    ways = {}
    for i in range(w + 1):
        for j in range(h + 1):
            for seen in (0, 1):
                base = 1 if (i, j) == (0, 0) and seen == 0 else 0
                ways[i, j, seen] = base + ways.get((i - 1, j, seen), 0) + ways.get((i, j - 1, seen), 0)
            if (i, j) == stop:
                ways[i, j, 1] += ways[i, j, 0]
                ways[i, j, 0] = 0
    want = ways[w, h, 1] if stop and "not pass" not in s else ways[w, h, 0]
    return int(a) == want


def right(s, a):
    p, q = nums(s)
    legs = (S.sqrt(p * p - q * q), S.Integer(q)) if "hypotenuse of length" in s else (
        S.Integer(p), S.Integer(q))
    hyp = S.sqrt(legs[0] ** 2 + legs[1] ** 2)
    if "perimeter" in s:
        want = sum(legs) + hyp
    elif "area" in s:
        want = legs[0] * legs[1] / 2
    elif "altitude" in s:
        want = legs[0] * legs[1] / hyp
    else:
        want = legs[0] if "hypotenuse of length" in s else hyp
    return same(sym(a), want)


def triangle(s, a):
    p, q, r = [float(n) for n in nums(s)]
    area = math.sqrt((p + q + r) * (-p + q + r) * (p - q + r) * (p + q - r)) / 4
    if "inscribed" in s:
        want = 2 * area / (p + q + r)
    elif "circumscribed" in s:
        want = p / (2 * math.sin(math.acos((q * q + r * r - p * p) / (2 * q * r))))
    else:
        want = area
    return abs(float(sym(a)) - want) < 1e-9 * max(1, want)


def circles(s, a):
    n = nums(s)
    r = n[0]
    turn = lambda d: S.Rational(d, 360)
    if "same center" in s:
        want = S.pi * (n[0] ** 2 - n[1] ** 2) * (turn(n[2]) if len(n) > 2 else 1)
    elif "perimeter" in s:
        want = 2 * r + 2 * S.pi * r * turn(n[1])
    elif "arc" in s:
        want = 2 * S.pi * r * turn(n[1])
    elif "sector" in s:
        want = S.pi * r ** 2 * turn(n[1])
    else:
        want = S.pi * r ** 2
    return same(sym(a), want)


def angles(s, a):
    n = nums(s)
    if "polygon" in s:
        want = 180 - S.Rational(360, n[0])
    elif "bisector" in s:
        want = 180 - n[0] - S.Rational(180 - n[0] - n[1], 2)
    elif "ratio" in s:
        part = max(n) if "largest" in s else min(n)
        want = S.Rational(180 * part, sum(n))
    else:
        want = 180 - sum(n)
    return sym(a) == want and "circ" in a


def solids(s, a):
    n = nums(s)
    r, h = n[:2]
    if "box" in s:
        want = S.sqrt(sum(k * k for k in n))
    elif "cone" in s and "volume" in s:
        want = S.integrate(S.pi * (r * x / h) ** 2, (x, 0, h))
    elif "cone" in s:
        want = S.pi * r * S.sqrt(r * r + h * h) + (S.pi * r * r if "total" in s else 0)
    elif "volume" in s:
        want = S.pi * r * r * h
    else:
        want = 2 * S.pi * r * (r + h)
    return same(sym(a), want)


def sides_angles(s, a):
    c, b, angle = nums(s)[:3]
    A = math.radians(angle)
    bc2 = (b * math.cos(A) - c) ** 2 + (b * math.sin(A)) ** 2
    if "area" in s:
        want = b * c * math.sin(A) / 2
    elif "BC^2" in s:
        want = bc2
    else:
        want = math.sqrt(bc2) + (b + c if "perimeter" in s else 0)
    return abs(float(sym(a)) - want) < 1e-9 * max(1, want)


def polygons(s, a):
    pts = [tuple(map(int, p)) for p in re.findall(r"\((-?\d+), (-?\d+)\)", s)]
    return abs(S.Polygon(*pts).area) == sym(a)


def vieta(s, a):
    p = S.Poly(sym(trim(next(t for t in maths(s) if "x^" in t)).split("=")[0]), x)
    try:
        roots = [complex(r) for r in p.nroots(n=30)]
    except NoConvergence:
        # A root that comes several times: numerically hard, exactly easy.
        roots = [complex(r) for r, often in S.roots(p).items() for _ in range(often)]
    text = trim(re.search(r"What is \$([^$]*)\$", s)[1])
    names = dict(zip("rst", roots))
    t = text.replace("^", "**")
    t = re.sub(r"\\frac\{1\}\{(\w)\}", r"(1/\1)", t).replace(")(", ")*(")
    return abs(eval(t, {}, names) - complex(sym(a))) < 1e-6 * max(1, abs(complex(sym(a))))


def remainders(s, a):
    m = maths(s)
    return same(S.rem(sym(m[0]), sym(trim(m[1])), x), sym(a))


def quotients(s, a):
    m = re.search(r"\\frac\{(.*)\}\{(.*)\}\$ as", s)
    p, q = (m[1], m[2]) if m else maths(s)[:2]
    return same(S.quo(sym(p), sym(trim(q)), x), sym(a))


def from_roots(s, a):
    m = maths(s)
    degree = int(m[0])
    m = [t for t in m[1:] if not (t == "1")] if "leading" in s else m[1:]
    p = S.Poly(sym(a), x)
    return p.degree() == degree and p.LC() == 1 and all(c.is_rational for c in p.all_coeffs()) and all(
        same(sym(a).subs(x, sym(t)), 0) for t in m)


def partial(s, a):
    m = next(t for t in maths(s) if "frac" in t)
    top, one, two = re.match(r"\\frac\{(.*)\}\{\((.*?)\)\((.*?)\)\} =", m).groups()
    f, g = sym(one), sym(two)
    A = S.limit(sym(top) / g, x, S.solve(f, x)[0])
    B = S.limit(sym(top) / f, x, S.solve(g, x)[0])
    if "(A, B)" in s:
        return [A, B] == [sym(t) for t in a[1:-1].split(", ")]
    return sym(a) == (A * B if "AB" in s else A)


def complexes(s, a):
    t = re.search(r"Compute \$(.*?)[,.]?\$", s)[1].rstrip(",")
    isabs = "\\left|" in t
    t = t.replace("\\left|", "").replace("\\right|", "").rstrip(",")
    t = nested(t)
    v = S.expand_complex(parse_expr(t, local_dict={"I": S.I}, transformations=RULES))
    return same(S.Abs(v) if isabs else v, sym(a))


def nested(t):
    """Fractions of any depth, for the parser."""
    t = t.replace("\\left", "").replace("\\right", "")
    t = re.sub(r"(?<![a-z])i(?![a-z])", " I ", t.replace("\\frac", "#"))
    while "#" in t:
        k = t.rindex("#")
        def group(i):
            depth = 0
            for j in range(i, len(t)):
                depth += (t[j] == "{") - (t[j] == "}")
                if depth == 0:
                    return j
        e = group(k + 1)
        f = group(e + 1)
        t = t[:k] + "((" + t[k + 2:e] + ")/(" + t[e + 2:f] + "))" + t[f + 1:]
    return t.replace("\\cdot", "*").replace("\\div", "/")


def fractions(s, a):
    t = nested(trim(re.search(r"Compute \$(.*)\.\$ Express", s)[1]))
    return same(S.nsimplify(eval(re.sub(r"(\d+)", r"S.Integer(\1)", t))), sym(a))


def trig(s, a):
    t = trim(maths(s)[-1])
    t = re.sub(r"\\(sin|cos) (\d+)\^\\circ", r"math.\1(math.radians(\2))", t).replace("\\cdot", "*")
    return abs(eval(t) - float(sym(a))) < 1e-9


def vec(t):
    return S.Matrix([sym(p) for p in t.strip().replace("\\left", "").replace("\\right", "")[1:-1].split(", ")])


def vectors(s, a):
    u = vec(re.search(r"mathbf\{u\} = (\([^$]*\))\$", s)[1])
    v = vec(re.search(r"mathbf\{v\} = (\([^$]*\))\$", s)[1])
    if "projection" in s:
        return vec(a) == u.project(v)
    if "parallelogram" in s:
        return same(sym(a), S.sqrt((u.T * u)[0] * (v.T * v)[0] - (u.T * v)[0] ** 2))
    if "cosine" in s:
        return same(sym(a), u.dot(v) / (u.norm() * v.norm()))
    t = trim(maths(s)[-1])
    if "\\cdot" in t:
        return sym(a) == u.dot(v)
    t = t.replace("\\mathbf{u}", "*u").replace("\\mathbf{v}", "*v")
    t = re.sub(r"(^|[-+] ?)\*", r"\g<1>1*", t)
    return eval(t) == vec(a)


def mat(t):
    body = re.search(r"pmatrix\} (.*?) \\end", t)[1]
    return S.Matrix([[sym(e) for e in row.split("&")] for row in body.split("\\\\")])


def matrices(s, a):
    A = mat(re.search(r"A = (\\begin.*?end\{pmatrix\})", s)[1])
    b = re.search(r"B = (\\begin.*?end\{pmatrix\})", s)
    B = mat(b[1]) if b else None
    if "determinant" in s:
        return A.det() == sym(a)
    if "inverse" in s:
        return A.inv() == mat(a)
    t = trim(re.search(r"Find (?:the matrix )?\$([^$]*)\$", s)[1])
    d = re.match(r"\\det\((-?\d+) A\^(\d)\)", t)
    if d:
        return (int(d[1]) * A ** int(d[2])).det() == sym(a)
    if t == "AB":
        return A * B == mat(a)
    if t == "AB - BA":
        return A * B - B * A == mat(a)
    t = re.sub(r"(\d)([AB])", r"\1*\2", t)
    return eval(t) == mat(a)


def complex_powers(s, a):
    m = re.search(r"\\left\((.*?)\\right\)\^\{(\d+)\}", s)
    v = S.expand(sym(m[1]) ** int(m[2]))
    if "theta" in s:
        angle = math.degrees(math.atan2(*[float(t) for t in v.as_real_imag()[::-1]]))
        return abs((angle - float(sym(a)) + 180) % 360 - 180) < 1e-6
    return same(v, sym(a))


def derivatives(s, a):
    f = sym(trim(re.search(r"f\(x\) = ([^$]*)\$", s)[1]))
    c = re.search(r"x = (-?\d+)\$", s) or re.search(r"f''\((-?\d+)\)", s)
    if c is None:
        return same(S.diff(f, x), sym(a))
    c = int(c[1])
    if "f''" in s:
        return S.diff(f, x, 2).subs(x, c) == sym(a)
    if "slope" in s:
        return S.diff(f, x).subs(x, c) == sym(a)
    rest = f - sym(a)  # a double zero at the point of contact
    return rest.subs(x, c) == 0 and S.diff(rest, x).subs(x, c) == 0


def limits(s, a):
    c, top, bottom = re.search(r"to (-?\d+)\} \\frac\{(.*)\}\{(.*)\}", s).groups()
    return S.limit(sym(top) / sym(bottom), x, int(c)) == sym(a)


def polar(s, a):
    m = re.search(r"\\left\((.*?)\\right\)", maths(s)[0])[1].split(", ")
    p = a[1:-1].split(", ")
    if s.startswith("Convert the polar"):
        r, t = float(sym(m[0])), math.radians(float(sym(m[1])))
        want = (r * math.cos(t), r * math.sin(t))
    else:
        u, v = float(sym(m[0])), float(sym(m[1]))
        want = (math.hypot(u, v), math.degrees(math.atan2(v, u)) % 360)
    return all(abs(float(sym(g)) - w) < 1e-9 * max(1, abs(w)) for g, w in zip(p, want))


SOLVERS = {
    "fractions": fractions, "percentages": percentages, "ratios": ratios, "averages": averages,
    "operations": operations, "trips": trips, "linear-equations": equation, "linear-systems": systems,
    "quadratic-equations": quadratics, "absolute-values": absolutes,
    "quadratic-inequalities": inequality, "composition": composition,
    "arithmetic-sequences": arithmetic, "geometric-sequences": geometric, "logarithms": logarithms,
    "exponential-equations": exponential, "lines": lines, "circle-equations": circle_equations,
    "greatest-divisors": gcd, "power-remainders": powers, "bases": bases, "divisor-counts": divisors,
    "congruences": congruences, "arrangements": arrangements, "committees": committees,
    "draws": draws, "dice": dice, "expected-values": expected, "inclusion-exclusion": inclusion,
    "paths": paths, "right-triangles": right, "triangle-circles": triangle, "circles": circles,
    "angles": angles, "solids": solids, "sides-and-angles": sides_angles, "polygon-areas": polygons,
    "vieta": vieta, "remainder-theorem": remainders, "polynomial-division": quotients,
    "polynomials-from-roots": from_roots, "partial-fractions": partial,
    "rational-inequalities": inequality, "complex-numbers": complexes, "trigonometric-values": trig,
    "vectors": vectors, "matrices": matrices, "complex-powers": complex_powers,
    "derivatives": derivatives, "limits": limits, "polar-coordinates": polar,
}

counts = collections.defaultdict(lambda: [0, 0, 0])


def rows(path):
    if path.endswith(".jsonl"):
        for row in map(json.loads, open(path)):
            yield {**row, "statement": row.get("statement") or row["problem"]}
        return
    query = """SELECT attributes ->> 'family', statement, gold FROM row JOIN problem
        ON problem.id = problem_id WHERE suite = 'math-style' ORDER BY row.id"""
    for family, statement, gold in sqlite3.connect(path).execute(query):
        yield {"family": family, "statement": statement, "answer": gold}


for row in rows(sys.argv[1]):
    tally = counts[row["family"]]
    try:
        good = SOLVERS[row["family"]](row["statement"], row["answer"])
        tally[0 if good else 1] += 1
        why = None if good else "different"
    except Exception as error:
        tally[2] += 1
        why = f"not solved: {error!r}"[:200]
    if why and tally[1] + tally[2] <= 2:
        print(row["family"], why, row["statement"], "|", row["answer"], sep="\n  ")
print(f"{'family':26}{'equal':>8}{'different':>11}{'not solved':>12}")
for family in SOLVERS:
    print(f"{family:26}{counts[family][0]:>8}{counts[family][1]:>11}{counts[family][2]:>12}")
total = [sum(c[k] for c in counts.values()) for k in range(3)]
print(f"{'all':26}{total[0]:>8}{total[1]:>11}{total[2]:>12}")
