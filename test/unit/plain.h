/*-------------------------------------------------------------------------
 *
 * plain.h
 *		Textbook logistic regression in long double, to compare the core with.
 *
 * Sums over the rows of a table on the user's scale, Gauss-Jordan
 * elimination and undamped Newton steps: nothing of it is shared with the
 * core.  What the core returns is held against it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PLAIN_H
#define PLAIN_H

#include <math.h>
#include <string.h>

#include "table.h"

#define PLAIN_LIMIT	8			/* most terms of a table */

/* The value of a term in a row. */
static inline long double
plain_term(const Table *table, int row, int term)
{
	if (table->has_intercept && term == 0)
		return 1.0L;
	return table->x[term - (table->has_intercept ? 1 : 0)][row];
}

static inline int
plain_n_terms(const Table *table)
{
	return table->n_columns + (table->has_intercept ? 1 : 0);
}

/* The log-odds of a row. */
static inline long double
plain_score(const Table *table, int row, const long double *b)
{
	long double sum = table->offset[row];
	int			j;

	for (j = 0; j < plain_n_terms(table); j++)
		sum += b[j] * plain_term(table, row, j);
	return sum;
}

/* The probability of a positive label in a row. */
static inline long double
plain_probability(const Table *table, int row, const long double *b)
{
	return 1.0L / (1.0L + expl(-plain_score(table, row, b)));
}

/* sum of w (y log p + (1 - y) log(1 - p)) */
static inline long double
plain_log_lik(const Table *table, const long double *b)
{
	long double sum = 0.0L;
	int			i;

	for (i = 0; i < table->n_rows; i++)
	{
		long double score = plain_score(table, i, b);

		sum -= table->weight[i] *
			log1pl(expl(table->y[i] ? -score : score));
	}
	return sum;
}

/* gradient[j] = sum of w (y - p) x_j */
static inline void
plain_gradient(const Table *table, const long double *b,
			   long double *gradient)
{
	int			i;
	int			j;

	for (j = 0; j < plain_n_terms(table); j++)
		gradient[j] = 0.0L;
	for (i = 0; i < table->n_rows; i++)
		for (j = 0; j < plain_n_terms(table); j++)
			gradient[j] += table->weight[i] *
				(table->y[i] - plain_probability(table, i, b)) *
				plain_term(table, i, j);
}

/* information[j][k] = sum of w p (1 - p) x_j x_k */
static inline void
plain_information(const Table *table, const long double *b,
				  long double information[PLAIN_LIMIT][PLAIN_LIMIT])
{
	int			i;
	int			j;
	int			k;

	memset(information, 0, PLAIN_LIMIT * sizeof(information[0]));
	for (i = 0; i < table->n_rows; i++)
	{
		long double p = plain_probability(table, i, b);

		for (j = 0; j < plain_n_terms(table); j++)
			for (k = 0; k < plain_n_terms(table); k++)
				information[j][k] += table->weight[i] * p * (1.0L - p) *
					plain_term(table, i, j) * plain_term(table, i, k);
	}
}

/* Inverts a matrix in place by Gauss-Jordan; returns its determinant. */
static inline long double
plain_invert(long double a[PLAIN_LIMIT][PLAIN_LIMIT], int n)
{
	long double determinant = 1.0L;
	int			i;
	int			j;
	int			k;

	for (k = 0; k < n; k++)
	{
		long double pivot = a[k][k];

		determinant *= pivot;
		a[k][k] = 1.0L;
		for (j = 0; j < n; j++)
			a[k][j] /= pivot;
		for (i = 0; i < n; i++)
		{
			long double factor = a[i][k];

			if (i == k)
				continue;
			a[i][k] = 0.0L;
			for (j = 0; j < n; j++)
				a[i][j] -= factor * a[k][j];
		}
	}
	return determinant;
}

/* The maximum of the likelihood, from zero, with b[held] as it is; -1: none. */
static inline void
plain_fit(const Table *table, int held, long double *b)
{
	int			n = plain_n_terms(table);
	int			step;
	int			j;
	int			k;

	for (step = 0; step < 60; step++)
	{
		long double gradient[PLAIN_LIMIT];
		long double inverse[PLAIN_LIMIT][PLAIN_LIMIT];

		plain_gradient(table, b, gradient);
		plain_information(table, b, inverse);
		for (j = 0; held >= 0 && j < n; j++)
			inverse[held][j] = inverse[j][held] = j == held;
		if (held >= 0)
			gradient[held] = 0.0L;
		plain_invert(inverse, n);
		for (j = 0; j < n; j++)
			for (k = 0; k < n; k++)
				b[j] += inverse[j][k] * gradient[k];
	}
}

#endif							/* PLAIN_H */
