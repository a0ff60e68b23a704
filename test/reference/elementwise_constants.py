#!/usr/bin/env python3
"""Prints the constants of src/core/numeric/exponential.[ch] and src/core/numeric/activation.c.

Needs mpmath; made with mpmath 1.3.0 at 60 digits.  The printed error is the
largest absolute one over 2,000 points of the interval, before rounding in
double arithmetic.
"""
from mpmath import mp, mpf, log, erfc, sqrt, pi, cos, matrix, lu_solve, exp

mp.dps = 60


def pair(x):
    hi = float(x)
    return hi, float(x - mpf(hi))


def table():
    for i in range(32):
        hi, lo = pair(mpf(2) ** (mpf(i) / 32))
        print(f"\t{{{hi.hex()}, {lo.hex()}}},")


def nodes(a, b, n):
    return [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * n))
            for i in range(n)]


def horner(c, x):
    r = mpf(0)
    for k in reversed(c):
        r = r * x + k
    return r


def show(name, c):
    print(f"{name} = {{")
    for k in c:
        print(f"\t{float(k).hex()},")
    print("};")


def rational(f, a, b, top, bottom):
    """f ~ P/Q on [a, b], interpolating at Chebyshev nodes, Q(0) = 1."""
    n = top + bottom + 1
    xs = nodes(mpf(a), mpf(b), n)
    m, v = matrix(n, n), matrix(n, 1)
    for i, x in enumerate(xs):
        y = f(x)
        for j in range(top + 1):
            m[i, j] = x ** j
        for j in range(1, bottom + 1):
            m[i, top + j] = -y * x ** j
        v[i] = y
    c = lu_solve(m, v)
    p = [c[j] for j in range(top + 1)]
    q = [mpf(1)] + [c[top + j] for j in range(1, bottom + 1)]
    worst = max(abs(horner([mpf(float(k)) for k in p], x)
                    / horner([mpf(float(k)) for k in q], x) - f(x))
                for x in (mpf(a) + (mpf(b) - mpf(a)) * i / 2000
                          for i in range(1, 2001)))
    return p, q, worst


def tail(s):
    """ln(t e^(t^2/2) Phi(-t)) + ln(2 pi)/2 for s = 1/t^2."""
    if s == 0:
        return mpf(0)
    t = 1 / sqrt(s)
    return (log(t * erfc(t / sqrt(mpf(2))) / 2) + t * t / 2
            + log(2 * pi) / 2)


def centre(u):
    """(Phi(x) - 1/2) / x - 1/sqrt(2 pi), over u, for u = x^2."""
    if u == 0:
        return -1 / (6 * sqrt(2 * pi))
    x = sqrt(u)
    return ((1 - erfc(x / sqrt(mpf(2)))) / (2 * x) - 1 / sqrt(2 * pi)) / u


if __name__ == "__main__":
    third = log(mpf(2)) / 32
    hi = mpf(int(third * 2 ** 42)) / 2 ** 42
    print("inverse_step", float(1 / third).hex())
    print("step_hi", float(hi).hex(), "step_lo", float(third - hi).hex())
    table()
    print("ln(2 pi)/2", [x.hex() for x in pair(log(2 * pi) / 2)])
    print("1/sqrt(2 pi)", [x.hex() for x in pair(1 / sqrt(2 * pi))])
    for a, b, m, n in ((0, "0.0625", 8, 8), ("0.0625", "0.25", 8, 8),
                       ("0.25", 1, 8, 8)):
        p, q, worst = rational(tail, a, b, m, n)
        print("/* s in", a, b, "error", mp.nstr(worst, 3), "*/")
        show("p", p)
        show("q", q)
    p, q, worst = rational(centre, 0, 1, 10, 0)
    print("/* u in 0 1 error", mp.nstr(worst, 3), "*/")
    show("p", p)
