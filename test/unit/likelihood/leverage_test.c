/*-------------------------------------------------------------------------
 *
 * leverage_test.c
 *		Leverages of more than two classes: HC2 and HC3 by their definition.
 *
 * The other opinion knows no eigenvectors.  With A the information, A_i that
 * of a row and g_i its gradient, M = A_i A^-1 is similar to the row's leverage
 * H, so that the row enters the meat with
 *
 *		HC2		(1 - M)^-1/2 g_i, by its power series
 *		HC3		(1 - M)^-1 g_i, by Gauss-Jordan
 *
 * at the estimates, in long double on the user's scale.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/leverage.h"

#include "core/numeric/packed.h"
#include "plain.h"
#include "tap.h"

#define N_CLASSES	3
#define N_EQUATIONS (N_CLASSES - 1)
#define N_COLUMNS	2			/* of an equation: intercept and x */
#define N_TERMS		(N_COLUMNS * N_EQUATIONS)
#define N_ROWS		60

/* Term t is column t / N_EQUATIONS of equation t % N_EQUATIONS + 1. */
static long double
column_of(const Table *table, int row, int term)
{
	return plain_term(table, row, term / N_EQUATIONS);
}

/* The probabilities of the classes in a row; class 0 is the baseline. */
static void
probabilities(const Table *table, int row, const double *b, long double *p)
{
	long double sum = 0.0L;
	int			k;
	int			t;

	for (k = 0; k < N_CLASSES; k++)
		p[k] = 0.0L;
	for (t = 0; t < N_TERMS; t++)
		p[t % N_EQUATIONS + 1] += b[t] * column_of(table, row, t);
	for (k = 0; k < N_CLASSES; k++)
		sum += p[k] = expl(p[k]);
	for (k = 0; k < N_CLASSES; k++)
		p[k] /= sum;
}

/* Adds the information of a row to a matrix. */
static void
add_information(const Table *table, int row, const double *b,
				long double a[PLAIN_LIMIT][PLAIN_LIMIT])
{
	long double p[N_CLASSES];
	int			s;
	int			t;

	probabilities(table, row, b, p);
	for (s = 0; s < N_TERMS; s++)
		for (t = 0; t < N_TERMS; t++)
		{
			long double p_s = p[s % N_EQUATIONS + 1];
			long double p_t = p[t % N_EQUATIONS + 1];

			a[s][t] += table->weight[row] * p_s *
				((s % N_EQUATIONS == t % N_EQUATIONS) - p_t) *
				column_of(table, row, s) * column_of(table, row, t);
		}
}

static void
multiply(long double a[PLAIN_LIMIT][PLAIN_LIMIT], const long double *x,
		 long double *result)
{
	int			s;
	int			t;

	for (s = 0; s < N_TERMS; s++)
	{
		result[s] = 0.0L;
		for (t = 0; t < N_TERMS; t++)
			result[s] += a[s][t] * x[t];
	}
}

/* (1 - M)^-1/2 g: the sum of (2k choose k) / 4^k M^k g. */
static void
divide_by_root(long double m[PLAIN_LIMIT][PLAIN_LIMIT], long double *g)
{
	long double power[PLAIN_LIMIT];
	long double next[PLAIN_LIMIT];
	long double factor = 1.0L;
	int			k;
	int			s;

	memcpy(power, g, sizeof(power));
	for (k = 1; k < 2000; k++)
	{
		multiply(m, power, next);
		memcpy(power, next, sizeof(power));
		factor *= (2.0L * k - 1.0L) / (2.0L * k);
		for (s = 0; s < N_TERMS; s++)
			g[s] += factor * power[s];
	}
}

/* What a row adds to the meat, as a vector. */
static void
row_score(const Table *table, int row, const double *b, LgMeat meat,
		  long double inverse[PLAIN_LIMIT][PLAIN_LIMIT], long double *g)
{
	long double own[PLAIN_LIMIT][PLAIN_LIMIT] = {{0.0L}};
	long double m[PLAIN_LIMIT][PLAIN_LIMIT] = {{0.0L}};
	long double p[N_CLASSES];
	long double plain[PLAIN_LIMIT] = {0.0L};
	int			s;
	int			t;
	int			u;

	probabilities(table, row, b, p);
	for (t = 0; t < N_TERMS; t++)
		plain[t] = table->weight[row] * column_of(table, row, t) *
			((table->y[row] == t % N_EQUATIONS + 1) - p[t % N_EQUATIONS + 1]);
	add_information(table, row, b, own);
	for (s = 0; s < N_TERMS; s++)
		for (t = 0; t < N_TERMS; t++)
			for (u = 0; u < N_TERMS; u++)
				m[s][t] += own[s][u] * inverse[u][t];
	memcpy(g, plain, PLAIN_LIMIT * sizeof(*g));
	if (meat == LG_MEAT_HC2)
		divide_by_root(m, g);
	if (meat != LG_MEAT_HC3)
		return;
	for (s = 0; s < N_TERMS; s++)
		for (t = 0; t < N_TERMS; t++)
			m[s][t] = (s == t) - m[s][t];
	plain_invert(m, N_TERMS);
	multiply(m, plain, g);
}

/* Fits three classes and holds the covariance against the definition. */
static void
compare(Table *table, LgMeat meat, const char *name)
{
	static const uint8_t class_of[] = {0, 1, 2};
	LgRegression regression = {0};
	LgSoftmax	softmax = {0};
	LgTerm		terms[N_TERMS] = {{0}};
	LgRows		rows = rows_of(table);
	long double inverse[PLAIN_LIMIT][PLAIN_LIMIT] = {{0.0L}};
	long double turned[PLAIN_LIMIT][PLAIN_LIMIT] = {{0.0L}};
	LgStatus	status;
	void	   *workspace;
	double		worst = 0.0;
	int			i;
	int			s;
	int			t;

	for (t = 0; t < N_TERMS; t++)
	{
		terms[t].kind = t < N_EQUATIONS ? LG_TERM_INTERCEPT : LG_TERM_NUMBER;
		terms[t].equation = t % N_EQUATIONS + 1;
	}
	softmax.classes.n_classes = N_CLASSES;
	softmax.n_equations = N_EQUATIONS;
	softmax.classes.class_of = class_of;
	regression.rows = &rows;
	regression.n_terms = N_TERMS;
	regression.terms = terms;
	regression.has_intercept = true;
	regression.softmax = &softmax;
	regression.max_iterations = 100;
	regression.tolerance = LG_DEFAULT_TOLERANCE;
	regression.meat = meat;
	workspace = malloc(lg_regression_workspace(&regression));
	status = lg_regression_fit(&regression, workspace);

	for (i = 0; i < table->n_rows; i++)
		add_information(table, i, regression.estimate, inverse);
	plain_invert(inverse, N_TERMS);
	for (i = 0; i < table->n_rows; i++)
	{
		long double g[PLAIN_LIMIT];
		long double v[PLAIN_LIMIT];

		row_score(table, i, regression.estimate, meat, inverse, g);
		multiply(inverse, g, v);
		for (s = 0; s < N_TERMS; s++)
			for (t = 0; t < N_TERMS; t++)
				turned[s][t] += v[s] * v[t];
	}
	for (s = 0; s < N_TERMS; s++)
		for (t = 0; t <= s; t++)
			worst = fmax(worst,
						 fabs((double) ((regression.covariance[LG_PACKED(s, t)] -
										 turned[s][t]) /
										sqrtl(turned[s][s] * turned[t][t]))));
	ok(status == LG_OK && worst < 1e-12, "%s: %.1e", name, worst);
	free(workspace);
}

int
main(void)
{
	static Table table;
	int			i;

	fill(&table, N_ROWS);
	table.n_columns = 1;
	for (i = 0; i < N_ROWS; i++)
	{
		table.y[i] = i * 7 % 11 % N_CLASSES;
		table.x[0][i] += 0.5 * table.y[i];
		table.weight[i] = 1.0 + i % 2;
	}
	compare(&table, LG_MEAT_HC0, "HC0, without leverages");
	compare(&table, LG_MEAT_HC2, "HC2");
	compare(&table, LG_MEAT_HC3, "HC3");

	/* a row alone far away, whose leverage is large */
	table.x[0][3] = 12.0;
	compare(&table, LG_MEAT_HC2, "HC2 with a row far away");
	compare(&table, LG_MEAT_HC3, "HC3 with a row far away");
	return tap_done();
}
