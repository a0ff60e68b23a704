#!/usr/bin/env python3
"""Prints what sql/multinomial_options.sql compares with, on its own rows.

Needs mpmath; made with mpmath 1.2.1 at 40 digits.  Every number comes from a
definition written out for K - 1 equations against the baseline: Newton's
method on the likelihood, its inverse information, sandwiches with matrices
of leverages per row, Jeffreys' prior, and penalties over the coefficients of
all K classes.
"""
import sys

from mpmath import (mp, mpf, matrix, exp, log, sqrt, lu_solve, inverse, eye,
                    zeros, sqrtm, det, diag)

mp.dps = 40
SPECIES = ("ash", "elm", "oak")
TERMS = ("(Intercept)", "length", "width", "soilpeat", "soilsand")
K = 3
N = 400


def row(i):
    soil = ("clay", "sand", "peat")[i * 17 % 3]
    species = (i * 7919 % 101 + i * 13 % 60 > 60) + \
        (i * 31 % 53 + i * 29 % 41 > 55)
    return ([mpf(1), mpf(i * 7919 % 101) / 10, mpf(i * 31 % 53) / 5,
             mpf(soil == "peat"), mpf(soil == "sand")], int(species), i % 23)


ROWS = [row(i) for i in range(1, N + 1)]
P = len(TERMS)
D = (K - 1) * P


def place(k, j):
    return (k - 1) * P + j


def shares(x, b):
    s = [mpf(0)] + [sum(x[j] * b[place(k, j)] for j in range(P))
                    for k in range(1, K)]
    top = max(s)
    e = [exp(v - top) for v in s]
    return [v / sum(e) for v in e], s, top + log(sum(e))


def evaluate(b, weight=lambda y: mpf(1)):
    """Log-likelihood, gradient, information."""
    value, g, info = mpf(0), zeros(D, 1), zeros(D, D)
    for x, y, _ in ROWS:
        p, s, lse = shares(x, b)
        w = weight(y)
        value += w * (s[y] - lse)
        for k in range(1, K):
            for j in range(P):
                g[place(k, j)] += w * ((y == k) - p[k]) * x[j]
                for l in range(1, K):
                    f = w * p[k] * ((k == l) - p[l]) * x[j]
                    for i in range(P):
                        info[place(k, j), place(l, i)] += f * x[i]
    return value, g, info


def maximise(weight=lambda y: mpf(1), penalty=None, start=None, hold=()):
    """Newton's method; "hold" lists places that stay as they are."""
    b = start.copy() if start else zeros(D, 1)
    free = [i for i in range(D) if i not in hold]
    for _ in range(200):
        value, g, info = evaluate(b, weight)
        if penalty:
            more, slope, curve = penalty(b, info)
            value += more
            g += slope
            info = info + curve
        a = matrix([[info[i, j] for j in free] for i in free])
        step = lu_solve(a, matrix([g[i] for i in free]))
        for n, i in enumerate(free):
            b[i] += step[n]
        if max(abs(v) for v in step) < mpf(10) ** -30:
            break
    else:
        sys.exit("no convergence")
    value, g, info = evaluate(b, weight)
    return b, value, info


def covariance(info):
    return inverse(info)


def scores(b, weight=lambda y: mpf(1), leverage=None, info=None):
    """The score of each row, divided by its leverage: "HC2", "HC3"."""
    bread = inverse(info) if leverage else None
    for x, y, cluster in ROWS:
        p, _, _ = shares(x, b)
        w = weight(y)
        r = matrix([w * ((y == k) - p[k]) for k in range(1, K)])
        if leverage:
            v = matrix(K - 1, K - 1)
            q = matrix(K - 1, K - 1)
            for k in range(1, K):
                for l in range(1, K):
                    v[k - 1, l - 1] = w * p[k] * ((k == l) - p[l])
                    q[k - 1, l - 1] = sum(
                        x[i] * bread[place(k, i), place(l, j)] * x[j]
                        for i in range(P) for j in range(P))
            if leverage == "HC3":
                r = lu_solve(eye(K - 1) - v * q, r)
            else:
                root = sqrtm(v)
                rest = sqrtm(inverse(eye(K - 1) - root * q * root))
                r = (root * rest * inverse(root) * r).apply(mp.re)
        yield matrix([r[k - 1] * x[j] for k in range(1, K)
                      for j in range(P)]), cluster


def sandwich(b, info, leverage=None, clustered=False, factor=mpf(1),
             weight=lambda y: mpf(1)):
    sums = {}
    for n, (s, cluster) in enumerate(scores(b, weight, leverage, info)):
        key = cluster if clustered else n
        sums[key] = sums[key] + s if key in sums else s
    meat = zeros(D, D)
    for s in sums.values():
        meat += s * s.T
    if clustered:
        factor = factor * mpf(len(sums)) / (len(sums) - 1)
    bread = inverse(info)
    return bread * meat * bread * factor


def jeffreys(b, info):
    """ln det I / 2 and its gradient: by the derivatives of each row."""
    bread = inverse(info)
    g = zeros(D, 1)
    for x, _, _ in ROWS:
        p, _, _ = shares(x, b)
        q = [[mpf(0)] * K for _ in range(K)]
        for k in range(1, K):
            for l in range(1, K):
                q[k][l] = sum(x[i] * bread[place(k, i), place(l, j)] * x[j]
                              for i in range(P) for j in range(P))
        d = [q[k][k] - 2 * sum(q[k][l] * p[l] for l in range(1, K))
             for k in range(K)]
        mean = sum(p[k] * d[k] for k in range(1, K))
        for m in range(1, K):
            for j in range(P):
                g[place(m, j)] += p[m] * (d[m] - mean) / 2 * x[j]
    return log(det(info)) / 2, g, zeros(D, D)


def deviation(j):
    mean = sum(r[0][j] for r in ROWS) / N
    return sqrt(sum((r[0][j] - mean) ** 2 for r in ROWS) / N)


SCALE = [mpf(0)] + [deviation(j) for j in range(1, P)]


def ridge(l2, scale):
    """l2 times the squares about the mean of all classes, the baseline's 0."""
    curve = zeros(D, D)
    for j in range(1, P):
        for k in range(1, K):
            for l in range(1, K):
                curve[place(k, j), place(l, j)] = \
                    2 * l2 * scale[j] ** 2 * ((k == l) - mpf(1) / K)
    return lambda b, info: (-(b.T * curve * b)[0] / 2, -(curve * b), curve)


def lasso(l1, l2):
    """Over the coefficients of all classes: active set, signs, then Newton."""
    # coefficients c[k][j]; intercepts against that of class 0
    coordinates = [(k, j) for k in range(K) for j in range(P) if j or k]
    n = len(coordinates)
    c = [mpf(0)] * n

    def evaluate_all(c):
        b = zeros(D, 1)
        for (k, j), v in zip(coordinates, c):
            for l in range(1, K):
                b[place(l, j)] += v * ((k == l) - (k == 0))
        value, g, info = evaluate(b)
        turn = matrix(D, n)
        for i, (k, j) in enumerate(coordinates):
            for l in range(1, K):
                turn[place(l, j), i] = mpf((k == l) - (k == 0))
        return b, value, turn.T * g, turn.T * info * turn

    pay = [l1 * SCALE[j] for _, j in coordinates]
    curve = [2 * l2 * SCALE[j] ** 2 for _, j in coordinates]
    for _ in range(60):                     # proximal Newton
        _, _, g, info = evaluate_all(c)
        grad = [float(g[i] - curve[i] * c[i]) for i in range(n)]
        h = [[float(info[i, j]) + (float(curve[i]) if i == j else 0.0)
              for j in range(n)] for i in range(n)]
        new = [float(v) for v in c]
        rest = grad[:]
        for _ in range(2000):
            moved = 0.0
            for i in range(n):
                want = rest[i] + h[i][i] * new[i]
                size = max(abs(want) - float(pay[i]), 0.0)
                to = (size if want > 0 else -size) / h[i][i]
                change = to - new[i]
                if change:
                    new[i] = to
                    for m in range(n):
                        rest[m] -= h[m][i] * change
                    moved = max(moved, abs(change))
            if moved < 1e-15:
                break
        if max(abs(u - float(v)) for u, v in zip(new, c)) < 1e-12:
            break
        c = [mpf(v) for v in new]
    sign = [0 if abs(v) < 1e-9 else (1 if v > 0 else -1) for v in c]
    active = [i for i in range(n) if sign[i] or pay[i] == 0]
    c = [c[i] if i in active else mpf(0) for i in range(n)]
    for _ in range(30):
        b, value, g, info = evaluate_all(c)
        grad = matrix([g[i] - curve[i] * c[i] - pay[i] * sign[i]
                       for i in active])
        a = matrix([[info[i, j] + (curve[i] if i == j else 0)
                     for j in active] for i in active])
        step = lu_solve(a, grad)
        for m, i in enumerate(active):
            c[i] += step[m]
        if max(abs(v) for v in step) < mpf(10) ** -30:
            break
    b, value, g, _ = evaluate_all(c)
    for i in range(n):
        assert i in active or abs(g[i]) < pay[i], "not the maximum"
        assert i not in active or c[i] * sign[i] >= 0 or pay[i] == 0
    return b, value, len(active)


def show(title, b, v=None, **more):
    for k in range(1, K):
        for j in range(P):
            i = place(k, j)
            error = mp.nstr(sqrt(v[i, i]), 17) if v is not None else "NULL"
            print(f"    ('{title}', '{SPECIES[k]}', '{TERMS[j]}', "
                  f"{mp.nstr(b[i], 17)}, {error}),")
    for key, value in more.items():
        print(f"{title}: {key} {mp.nstr(value, 17)}")


def profile(top, best, i, z):
    """Where twice the log-likelihood given element i is z^2 below its top."""
    limits = []
    info = evaluate(best)[2]
    error = sqrt(inverse(info)[i, i])
    for side in (-1, 1):
        at = best[i] + side * z * error
        b = best.copy()
        for _ in range(60):
            b[i] = at
            b, value, _ = maximise(start=b, hold=(i,))
            slope = evaluate(b)[1][i]
            change = (value - top + z * z / 2) / slope
            at -= change
            if abs(change) < mpf(10) ** -25:
                break
        limits.append(at)
    return limits


def main():
    b, top, info = maximise()
    plain = inverse(info)
    show("plain", b, plain, log_lik=top)
    for kind in ("HC0", "HC1"):
        show(kind, b, sandwich(b, info, factor=mpf(N) / (N - D)
                               if kind == "HC1" else mpf(1)))
    for kind in ("HC2", "HC3"):
        show(kind, b, sandwich(b, info, leverage=kind))
    show("clusters", b, sandwich(b, info, clustered=True))
    show("HC1 of clusters", b, sandwich(b, info, clustered=True,
                                     factor=mpf(N - 1) / (N - D)))
    count = [sum(r[1] == k for r in ROWS) for k in range(K)]

    def balanced(y):
        return mpf(N) / (K * count[y])
    c, value, info = maximise(weight=balanced)
    show("balanced", c, sandwich(c, info, weight=balanced), log_lik=value)
    for l2, scale, title in ((2, SCALE, "l2"),
                             (mpf("0.5"), [0, 1, 1, 1, 1],
                              "l2 as it is")):
        penalty = ridge(mpf(l2), scale)
        c, value, info = maximise(penalty=penalty)
        v = inverse(info + penalty(c, info)[2])
        df = sum((v * info)[i, i] for i in range(D))
        show(title, c, v, log_lik=value, effective_df=df)
    for title, l1, l2 in (("l1", 8, 0), ("l1 and l2", 4, 2)):
        c, value, n = lasso(mpf(l1), mpf(l2))
        show(title, c, log_lik=value, effective_df=mpf(n))
    c, value, info = maximise(penalty=jeffreys)
    show("firth", c, inverse(info), log_lik=value)
    full = value + log(det(info)) / 2
    for k, j in ((1, 1), (2, 3)):
        i = place(k, j)
        held = c.copy()
        for part in range(9, -1, -1):
            held[i] = c[i] * part / 10
            held, value, info = maximise(penalty=jeffreys, start=held,
                                         hold=(i,))
        ratio = 2 * (full - value - log(det(info)) / 2)
        print(f"firth: chi_square {SPECIES[k]} {TERMS[j]} "
              f"{mp.nstr(ratio, 17)}")
    z = mpf("1.959963984540054235524594430520551527955")
    for k, j in ((1, 1), (2, 3), (2, 0)):
        low, high = profile(top, b, place(k, j), z)
        print(f"profile: {SPECIES[k]} {TERMS[j]} {mp.nstr(low, 17)}, "
              f"{mp.nstr(high, 17)}")


if __name__ == "__main__":
    main()
