#!/usr/bin/env python3
"""Measures the elementwise functions in ulps against mpmath.

usage: elementwise_check.py PROGRAM [POINTS] [FUNCTION...]

PROGRAM is elementwise_points.c, compiled with src/core/*.c.  An ulp is one
of the correctly rounded result.  Random points, always the same ones: dense
about 0, in the tails to beyond underflow, over all exponents, and any bits.
"""
import math
import random
import struct
import subprocess
import sys

from mpmath import mp, mpf, exp, log, log1p, erfc, sqrt

mp.prec = 160


def softplus(x):
    return log1p(exp(x)) if x < 0 else x + log1p(exp(-x))


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def cross(y, a, b):
    return (y * a if y else 0) + ((1 - y) * b if y != 1 else 0)


EXACT = dict(
    sigmoid=sigmoid,
    sigmoid_derivative=lambda x: exp(-abs(x)) / (1 + exp(-abs(x))) ** 2,
    log_sigmoid=lambda x: -softplus(-x),
    softplus=softplus,
    logit=lambda p: log(p) - log1p(-p) if abs(p - 0.5) > 1e-3
    else log(p / (1 - p)),
    gelu=lambda x: x / 2 * erfc(-x / sqrt(mpf(2))),
    silu=lambda x: x * sigmoid(x),
    bce=lambda y, p: cross(y, -log(p), -log1p(-p)),
    bce_with_logits=lambda y, z: cross(y, softplus(-z), softplus(z)),
)
FAR = dict(sigmoid=800, sigmoid_derivative=800, log_sigmoid=800, softplus=800,
           gelu=40, silu=800, bce_with_logits=800)
ALLOWED = dict(sigmoid=1, logit=1, log_sigmoid=1, softplus=1,
               sigmoid_derivative=2, silu=2, gelu=2, softmax=2,
               log_softmax=2, bce=4, bce_with_logits=4)


def rounded(v):
    """The double nearest to v, subnormal ones included."""
    if v == 0:
        return 0.0
    if abs(v) >= mpf(2) ** -1021:
        return float(v)
    return math.ldexp(float(mp.nint(mp.ldexp(v, 1074))), -1074)


def ulps(got, exact):
    want = rounded(exact)
    if got == want:
        return 0.0
    if not math.isfinite(got) or not math.isfinite(want):
        return math.inf
    return abs(got - want) / math.ulp(want)


def any_bits(r):
    while True:
        x = struct.unpack("d", struct.pack("Q", r.getrandbits(64)))[0]
        if math.isfinite(x):
            return x


def score(r, far):
    kind = r.randrange(6)
    if kind == 0:
        return any_bits(r)
    if kind == 1:
        return r.choice((-1, 1)) * 2.0 ** r.uniform(-60, 10)
    if kind == 2:
        return r.uniform(-far, far)
    return r.uniform(*((-2, 2), (-10, 10), (-45, 45))[kind - 3])


def probability(r):
    kind = r.randrange(6)
    if kind == 0:
        return 2.0 ** r.uniform(-1074, 0)
    if kind == 1:
        return 1 - 2.0 ** r.uniform(-53, 0)
    if kind == 2:
        return 0.5 + r.choice((-1, 1)) * 2.0 ** r.uniform(-54, -2)
    if kind == 3:
        return r.uniform(0.45, 0.55)
    return r.random()


def weight(r):
    return r.choice((0.0, 1.0, 0.5, r.random(), r.random(),
                     2.0 ** r.uniform(-1074, 0)))


def points(name, n):
    r = random.Random(name)
    for _ in range(n):
        if name == "logit":
            p = probability(r)
            yield (p,) if 0 < p < 1 else (0.25,)
        elif name == "bce":
            p = probability(r)
            yield weight(r), p if 0 < p < 1 else 0.25
        elif name == "bce_with_logits":
            yield weight(r), score(r, 800)
        else:
            yield (score(r, FAR[name]),)


def exact_of(name, args):
    x = args[-1]
    if name not in ("logit", "bce") and abs(x) > 1e4:
        # the limits: mpmath would spend its time on huge exponents
        far = {"sigmoid": x > 0, "silu": max(x, 0), "gelu": max(x, 0),
               "softplus": max(x, 0), "log_sigmoid": min(x, 0)}
        if name == "bce_with_logits":
            return cross(mpf(args[0]), mpf(max(-x, 0)), mpf(max(x, 0)))
        return mpf(far.get(name, 0))
    if abs(x) < 1e-25 and name in ("silu", "gelu"):
        return mpf(x) / 2
    return EXACT[name](*map(mpf, args))


def run(program, name, data):
    out = subprocess.run([program, name], input=data, capture_output=True,
                         check=True).stdout
    return struct.unpack(f"{len(out) // 8}d", out)


def check_points(program, name, n):
    ps = list(points(name, n))
    got = run(program, name, b"".join(struct.pack(f"{len(p)}d", *p)
                                      for p in ps))
    return max((ulps(g, exact_of(name, p)), p) for g, p in zip(got, ps))


def check_arrays(program, name, n):
    r = random.Random(name)
    arrays = []
    while n > 0:
        a = [score(r, r.choice((1, 30, 800))) for _ in range(r.randint(1, 30))]
        if r.random() < 0.8:
            a = [x for x in a if abs(x) < 1e4] or [0.0]
        arrays.append(a)
        n -= len(a)
    got = iter(run(program, name, b"".join(
        struct.pack("i", len(a)) + struct.pack(f"{len(a)}d", *a)
        for a in arrays)))
    worst = (0.0, None)
    for a in arrays:
        shifted = [mpf(x) - max(a) for x in a]
        terms = [exp(x) if x > -2000 else mpf(0) for x in shifted]
        # all but the largest apart: total is nearly 1, and its logarithm tiny
        top = a.index(max(a))
        rest = mp.fsum(terms[:top] + terms[top + 1:])
        total = 1 + rest
        for x, t in zip(shifted, terms):
            exact = t / total if name == "softmax" else x - log1p(rest)
            y = next(got)
            if abs(exact) < 1e-300 and abs(y - exact) <= len(a) * 2.0 ** -1075:
                continue        # each term was rounded as a subnormal
            worst = max(worst, (ulps(y, exact), a), key=lambda w: w[0])
    return worst


if __name__ == "__main__":
    program = sys.argv[1]
    n = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
    bad = 0
    for name in sys.argv[3:] or ALLOWED:
        check = check_arrays if "softmax" in name else check_points
        worst, at = check(program, name, n)
        bad += worst > ALLOWED[name]
        print(f"{name:20} {worst:.3g} ulp at {at} (allowed {ALLOWED[name]})",
              flush=True)
    sys.exit(bad > 0)
