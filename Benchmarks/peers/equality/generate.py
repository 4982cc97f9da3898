"""Writes pairs of expressions with SymPy's verdict, one per line: LaTeX, tab, LaTeX, tab, 1 or 0.

Usage: python3 generate.py SEED COUNT > pairs.tsv. The pairs beside this file are those of seed 1
with SymPy 1.14.

Each pair is a random expression and a rewriting of it by SymPy (expand, factor, simplify, radsimp,
trigsimp, together, apart, expand_log, powsimp), or a rewriting with one small change. The verdict is
SymPy's: constants agree or differ in 80 digits, formulas have a difference that simplifies to 0 or
that is not 0 at a point.
"""

import random
import sys

import sympy as s

x, y, n = s.symbols("x y n", positive=True)
seed, count = int(sys.argv[1]), int(sys.argv[2])
r = random.Random(seed)


def rational():
    return s.Rational(r.randint(-9, 9) or 1, r.choice([1, 1, 1, 2, 3, 4, 5, 7]))


def surd():
    return rational() * s.sqrt(r.randint(2, 30))


def angle():
    return s.pi * s.Rational(r.randint(-12, 24), r.choice([2, 3, 4, 5, 6, 8, 10, 12]))


def constant(depth):
    kind = r.randrange(12)
    if depth == 0 or kind == 0:
        return r.choice([rational, rational, surd])()
    a, b = constant(depth - 1), constant(depth - 1)
    return [
        lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b if b != 0 else a,
        lambda: a**2, lambda: s.sqrt(s.Abs(s.N(a)) > 0 and a**2 + 1 or 2),
        lambda: s.cos(angle()) + a, lambda: s.sin(angle()) * b, lambda: s.exp(rational()) * a,
        lambda: s.log(r.randint(2, 40)) + b, lambda: (a + s.I * b), lambda: s.cbrt(r.randint(2, 40)) * a,
    ][kind]()


def formula(depth):
    kind = r.randrange(11)
    if depth == 0 or kind == 0:
        return r.choice([x, y, rational(), x, y])
    a, b = formula(depth - 1), formula(depth - 1)
    return [
        lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / (b + 1) if b != -1 else a,
        lambda: a**2, lambda: (a + b) ** 3, lambda: s.sin(x) * a + s.cos(x), lambda: s.exp(x) * a,
        lambda: s.log(x) + b, lambda: s.sqrt(x) * a, lambda: s.tan(x) ** 2 + b,
    ][kind]()


rewritings = [
    s.expand, s.factor, s.simplify, s.together, s.radsimp, s.trigsimp, s.expand_trig,
    lambda e: s.expand_log(e, force=True), s.powsimp, s.nsimplify, s.cancel,
    lambda e: s.apart(e, x) if e.has(x) else s.expand_complex(e),
]


def change(e):
    return r.choice([
        lambda: e + s.Rational(1, 1000), lambda: -e, lambda: e * s.Rational(1001, 1000),
        lambda: e + s.sqrt(2) * s.Rational(1, 10**6), lambda: e**2, lambda: e + x - y if e.has(x) else e + 1,
    ])()


def verdict(a, b):
    d = a - b
    if not d.free_symbols:
        value = abs(s.N(d, 80))
        if not value.is_number or value.has(s.nan, s.zoo, s.oo):
            return None
        return 1 if value < 1e-70 else 0 if value > 1e-20 else None
    if s.simplify(d) == 0:
        return 1
    for point in [(s.Rational(3, 7), s.Rational(11, 5)), (s.Rational(17, 3), s.Rational(2, 9))]:
        value = abs(s.N(d.subs({x: point[0], y: point[1]}), 60))
        if value.is_number and value > 1e-20:
            return 0
    return None


seen = set()
while len(seen) < count:
    e = constant(r.randint(1, 3)) if r.random() < 0.55 else formula(r.randint(1, 3))
    if e.has(s.zoo, s.nan, s.oo) or s.count_ops(e) > 40:
        continue
    try:
        f = r.choice(rewritings)(e)
        if r.random() < 0.1:
            f = change(f)
        result = verdict(e, f)
    except (ValueError, TypeError, ZeroDivisionError, NotImplementedError, s.PolynomialError):
        continue
    if result is None or f.has(s.zoo, s.nan, s.oo, s.Piecewise):
        continue
    line = f"{s.latex(e, ln_notation=True)}\t{s.latex(f, ln_notation=True)}\t{result}"
    if len(line) < 300 and line not in seen and s.latex(e) != s.latex(f):
        seen.add(line)
        print(line, flush=True)
