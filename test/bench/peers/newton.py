"""What a skilled user does outside of the database: binary COPY and numpy.

usage: newton.py [sklearn]

Newton's method in numpy, or scikit-learn's.  Prints the coefficients.
"""
import subprocess
import sys

import numpy

P = 10
COLUMNS = ', '.join(f'x{j}' for j in range(1, P + 1))

copied = subprocess.run(
    ['psql', '-XqAtc',
     f'COPY (SELECT y::int::float8, {COLUMNS} FROM points)'
     ' TO STDOUT (FORMAT binary)'],
    stdout=subprocess.PIPE, check=True).stdout
field = [('length', '>i4'), ('value', '>f8')]
record = numpy.dtype([('fields', '>i2')] + [(f'c{j}', field)
                                            for j in range(P + 1)])
# a header of 19 bytes, a trailer of 2
rows = numpy.frombuffer(copied, record, (len(copied) - 21) // record.itemsize,
                        19)
y = rows['c0']['value'].astype(float)
x = numpy.empty((len(y), P + 1))
x[:, 0] = 1
for j in range(1, P + 1):
    x[:, j] = rows[f'c{j}']['value']

if sys.argv[1:] == ['sklearn']:
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(penalty=None, solver='newton-cholesky',
                                tol=1e-8).fit(x[:, 1:], y)
    print(fitted.intercept_, fitted.coef_)
else:
    b = numpy.zeros(P + 1)
    step = numpy.ones(P + 1)
    while abs(step).max() > 1e-10:
        p = 1 / (1 + numpy.exp(-(x @ b)))
        information = (x * (p * (1 - p))[:, None]).T @ x
        step = numpy.linalg.solve(information, x.T @ (y - p))
        b += step
    print(b)
