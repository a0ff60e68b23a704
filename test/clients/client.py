#!/usr/bin/python3
#
# client.py
#		Scores through psycopg2, psycopg 3 or SQLAlchemy.
#
# usage: client.py DRIVER HOST PORT DATABASE USER
#
# psycopg2 and SQLAlchemy on it put parameters into the text of the statement.
# psycopg 3 sends them apart: numbers with a type, strings without one, which
# PostgreSQL refuses side by side; so it sends strings alone, or one object.
#
import json
import sys

driver, host, port, database, user = sys.argv[1:]
KEYWORDS = dict(host=host, port=int(port), dbname=database, user=user)
OBJECT = "SELECT logistic_predict('churn', %s::jsonb)"
TAGS = "SELECT logistic_predict('tagged', %s, %s)"
POSITIONAL = "SELECT logistic_predict('churn', %s, %s, %s)"


def show(query):
    """Prints what every client prints; query(sql, values) is one number."""
    for age in (20, 40, 60):
        if driver == 'psycopg':
            values = (str(age), '12', 'free')
        else:
            values = (age, 12, 'free')
        print('bare', age, query(POSITIONAL, values))
    row = {'plan': 'free', 'age': 40, 'tenure': 12}
    print('object 40', query(OBJECT, (json.dumps(row),)))
    if driver == 'psycopg':
        values = ('40', '{loyal,pro}')
    else:
        values = (40, ['loyal', 'pro'])
    print('tags', query(TAGS, values))


if driver == 'sqlalchemy':
    import sqlalchemy

    engine = sqlalchemy.create_engine(
        f'postgresql+psycopg2://{user}@/{database}?host={host}&port={port}')
    with engine.connect() as connection:
        show(lambda sql, values:
             connection.exec_driver_sql(sql, values).scalar())
else:
    module = __import__(driver)
    with module.connect(**KEYWORDS) as connection:
        cursor = connection.cursor()

        def query(sql, values):
            cursor.execute(sql, values)
            return cursor.fetchone()[0]

        show(query)
