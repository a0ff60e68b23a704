#!/usr/bin/env python3
"""Prints what sql/contrast.sql compares with, on its own rows.

Needs mpmath; made with mpmath 1.2.1 at 40 digits.  Models are fitted by
Newton's method on the weighted likelihood; the average predictions of two
versions of the rows and the Jacobian of each comparison by the coefficients
are those of the definition that R's marginaleffects uses for
avg_comparisons(): the delta method given the rows.
"""
from mpmath import (mp, mpf, matrix, exp, log, sqrt, inverse, erfc, zeros)

mp.dps = 40
N = 300
Z = mpf("1.959963984540054235524594430520551527954")
REGIONS = ("north", "south", "west")


def row(i):
    treated = i * 7919 % 1009 < 400 + 3 * (i % 71)
    age = 20 + i * 10473 % 53
    died = (i * 48271 % 1013 < 300 + 5 * age -
            (250 - 2 * (i % 97) if treated else 0))
    return dict(i=i, treated=int(treated), age=age,
                region=REGIONS[i * 37 % 5 % 3], died=int(died),
                clinic=i % 41, w=1 + i % 3)


ROWS = [row(i) for i in range(1, N + 1)]


def plain(r, treated):
    return [mpf(1), mpf(treated), mpf(r["age"]),
            mpf(r["region"] == "south"), mpf(r["region"] == "west")]


def crossed(r, treated):
    x = plain(r, treated)
    return x + [x[1] * x[2]]


def alone(r, treated):
    return [mpf(1), mpf(treated)]


def sigmoid(s):
    return 1 / (1 + exp(-s))


def fit(terms, outcome="died", weight=None):
    x = [terms(r, r["treated"]) for r in ROWS]
    y = [mpf(r[outcome]) for r in ROWS]
    w = weight or [mpf(1)] * N
    k = len(x[0])
    b = matrix([mpf(0)] * k)
    for _ in range(60):
        p = [sigmoid(sum(v * c for v, c in zip(z, b))) for z in x]
        g = matrix(k, 1)
        h = zeros(k)
        for z, yy, pp, ww in zip(x, y, p, w):
            for a in range(k):
                g[a] += ww * (yy - pp) * z[a]
                for c in range(k):
                    h[a, c] += ww * pp * (1 - pp) * z[a] * z[c]
        step = inverse(h) * g
        b += step
        if max(abs(s) for s in step) < mpf(10) ** -36:
            break
    return b, inverse(h), [[ww * (yy - pp) * v for v in z]
                           for z, yy, pp, ww in zip(x, y, p, w)]


def sandwich(bread, scores, groups=None, factor=1):
    k = bread.rows
    sums = {}
    for n, s in enumerate(scores):
        key = groups[n] if groups else n
        kept = sums.setdefault(key, [mpf(0)] * k)
        for a in range(k):
            kept[a] += s[a]
    meat = zeros(k)
    for s in sums.values():
        for a in range(k):
            for c in range(k):
                meat[a, c] += s[a] * s[c]
    g = mpf(len(sums))
    return bread * meat * bread * (g / (g - 1) if groups else factor)


def contrast(name, b, v, terms, weight=None, versions=(1, 0)):
    w = weight or [mpf(1)] * N
    total = sum(w)
    mean, slope = [], []
    for treated in versions:
        m, g = mpf(0), [mpf(0)] * len(b)
        for r, ww in zip(ROWS, w):
            x = terms(r, treated)
            p = sigmoid(sum(a * c for a, c in zip(x, b)))
            m += ww * p / total
            for k in range(len(b)):
                g[k] += ww * p * (1 - p) * x[k] / total
        mean.append(m)
        slope.append(g)

    def error(f, c):
        g = matrix([f * a - c * d for a, d in zip(*slope)])
        return sqrt((g.T * v * g)[0])

    ma, mb = mean
    d, se = ma - mb, error(1, 1)
    lr, lr_se = log(ma / mb), error(1 / ma, 1 / mb)
    lo = log(ma / (1 - ma) / (mb / (1 - mb)))
    lo_se = error(1 / (ma * (1 - ma)), 1 / (mb * (1 - mb)))
    out = [ma, mb, d, se, d - Z * se, d + Z * se, erfc(abs(d / se) / sqrt(2)),
           exp(lr), exp(lr - Z * lr_se), exp(lr + Z * lr_se),
           exp(lo), exp(lo - Z * lo_se), exp(lo + Z * lo_se)]
    print("\t('%s', %d, '{%s}')," % (name, sum(1 for x in w if x),
                                   ", ".join(mp.nstr(x, 17) for x in out)))
    return ma, mb


b, bread, scores = fit(plain)
contrast("plain", b, bread, plain)
contrast("weighted", b, bread, plain, [mpf(r["w"]) for r in ROWS])
contrast("treated alone", b, bread, plain, [mpf(r["treated"]) for r in ROWS])
contrast("HC1", b, sandwich(bread, scores, None, mpf(N) / (N - 5)), plain)
b, bread, scores = fit(crossed)
contrast("crossed", b, bread, crossed)
contrast("clustered", b, sandwich(bread, scores, [r["clinic"] for r in ROWS]),
         crossed)


# inverse probability of treatment, and the estimate that is right if either
# model is
def given(r, treated):
    x = plain(r, 0)
    return [x[0]] + x[2:]


pb, _, _ = fit(given, "treated")
share = [sigmoid(sum(a * c for a, c in zip(given(r, 0), pb))) for r in ROWS]
weight = [1 / e if r["treated"] else 1 / (1 - e) for r, e in zip(ROWS, share)]
wb, bread, scores = fit(alone, "died", weight)
contrast("inverse weights", wb, sandwich(bread, scores), alone)

b, _, _ = fit(crossed)
part = []
for r, e in zip(ROWS, share):
    one, none = (sigmoid(sum(a * c for a, c in zip(crossed(r, t), b)))
                 for t in (1, 0))
    part.append(one - none + (r["died"] - one) / e if r["treated"] else
                one - none - (r["died"] - none) / (1 - e))
effect = sum(part) / N
error = sqrt(sum((p - effect) ** 2 for p in part) / (N - 1) / N)
print("-- doubly robust:", mp.nstr(effect, 17), mp.nstr(error, 17))
