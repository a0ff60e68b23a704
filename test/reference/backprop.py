#!/usr/bin/env python3
"""Prints what test/examples/backprop.sql compares with.

Needs numpy; made with numpy 1.24.2.  The same networks, initial weights and
steps with the gradient written for whole matrices of rows, in doubles.
"""
import csv

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


ACTIVATION = {
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "elu": (lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
            lambda z: np.where(z > 0, 1.0, np.exp(np.minimum(z, 0)))),
}


def xavier(sizes):
    net = []
    for l in range(1, len(sizes)):
        n, m = sizes[l - 1], sizes[l]
        w = np.zeros((m, n + 1))
        for i in range(1, m + 1):
            for j in range(1, n + 1):
                u = ((1 + l * 100 + i * 20 + j) * 7919 % 10007 + 0.5) / 10007
                w[i - 1, j - 1] = (2 * u - 1) * np.sqrt(6 / (n + m))
        net.append(w)
    return net


def forward(net, x, hidden):
    inputs, sums = [np.c_[x, np.ones(len(x))]], []
    for l, w in enumerate(net):
        sums.append(inputs[-1] @ w.T)
        f = sigmoid if l == len(net) - 1 else ACTIVATION[hidden][0]
        inputs.append(np.c_[f(sums[-1]), np.ones(len(x))])
    return inputs, sums


def gradient(net, x, y, hidden):
    inputs, sums = forward(net, x, hidden)
    error = (inputs[-1][:, :1] - y[:, None]) / len(x)
    result = []
    for l in range(len(net) - 1, -1, -1):
        result.insert(0, error.T @ inputs[l])
        if l:
            error = error @ net[l][:, :-1] * ACTIVATION[hidden][1](sums[l - 1])
    return result


def loss(net, x, y, hidden):
    p = forward(net, x, hidden)[0][-1][:, 0]
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def train(x, y, hidden, sizes, rate, steps):
    net = xavier(sizes)
    first = loss(net, x, y, hidden)
    for _ in range(steps):
        net = [w - rate * g for w, g in zip(net, gradient(net, x, y, hidden))]
    return first, loss(net, x, y, hidden)


x = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
y = np.array([0, 1, 1, 0.0])
for hidden, rate in (("elu", 0.5), ("relu", 0.5), ("sigmoid", 2), ("tanh", 0.5)):
    first, last = train(x, y, hidden, [2, 4, 1], rate, 1000)
    print("xor", hidden, "%.15g %.15g" % (first, last))

rows = list(csv.DictReader(open("test/data/heart.csv")))
x = np.array([[float(r["age"]), r["male"] == "true", float(r["thalach"]),
               r["exang"] == "true", float(r["oldpeak"])] for r in rows])
y = np.array([r["disease"] == "true" for r in rows]) * 1.0
x = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
for hidden in ("relu", "sigmoid"):
    first, last = train(x, y, hidden, [5, 4, 1], 1, 100)
    print("heart", hidden, "%.15g %.15g" % (first, last))
for hidden in ("relu", "sigmoid", "tanh"):
    g = gradient(xavier([5] + [4] * 6 + [1]), x, y, hidden)
    print("gradients", hidden, ", ".join("%.15g" % np.sqrt(np.mean(w * w)) for w in g))
