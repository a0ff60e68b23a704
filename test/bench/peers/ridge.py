"""A ridge of embeddings, as a skilled user fits it outside of the database.

usage: ridge.py SOLVER

Binary COPY and scikit-learn, on standardised columns as logistic_fit has them.
Prints the coefficients.
"""
import subprocess
import sys

import numpy
from sklearn.linear_model import LogisticRegression

P = 1536

copied = subprocess.run(
    ['psql', '-XqAtc',
     'COPY (SELECT y::int::float8, v1536 FROM embeddings)'
     ' TO STDOUT (FORMAT binary)'],
    stdout=subprocess.PIPE, check=True).stdout
value = [('length', '>i4'), ('value', '>f8')]
record = numpy.dtype([('fields', '>i2'), ('y', value), ('length', '>i4'),
                      ('head', '>i4', 5), ('v', value, P)])
# a header of 19 bytes, a trailer of 2
rows = numpy.frombuffer(copied, record, (len(copied) - 21) // record.itemsize,
                        19)
y = rows['y']['value'].astype(float)
x = rows['v']['value'].astype(float)
x -= x.mean(axis=0)
x /= x.std(axis=0)
fitted = LogisticRegression(C=1, solver=sys.argv[1], tol=1e-8,
                            max_iter=10000).fit(x, y)
print(fitted.intercept_, fitted.coef_)
