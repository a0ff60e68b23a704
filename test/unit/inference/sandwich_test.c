/*-------------------------------------------------------------------------
 *
 * sandwich_test.c
 *		Robust covariances: HC0 to HC3, and clusters.
 *
 * The other opinion is plain.h with the definitions as they stand at the head
 * of sandwich.c: A^-1 B A^-1 by loops over rows and clusters.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/sandwich.h"

#include "core/numeric/packed.h"
#include "plain.h"
#include "tap.h"

/* What a row's residual is multiplied by. */
static long double
residual(const Table *table, int row, const long double *b,
		 long double inverse[PLAIN_LIMIT][PLAIN_LIMIT])
{
	int			n = plain_n_terms(table);
	long double p = plain_probability(table, row, b);
	long double r = table->weight[row] * (table->y[row] - p);
	long double leverage = 0.0L;
	int			j;
	int			k;

	for (j = 0; j < n; j++)
		for (k = 0; k < n; k++)
			leverage += plain_term(table, row, j) * inverse[j][k] *
				plain_term(table, row, k);
	leverage *= table->weight[row] * p * (1.0L - p);
	if (table->options.meat == LG_MEAT_HC2)
		return r / sqrtl(1.0L - leverage);
	if (table->options.meat == LG_MEAT_HC3)
		return r / (1.0L - leverage);
	return r;
}

/* The factor of the whole: n rows, k columns, g clusters. */
static long double
factor_of(LgMeat meat, bool is_clustered, int n, int k, int g)
{
	long double factor = 1.0L;

	if (is_clustered)
		factor *= (long double) g / (g - 1);
	if (meat == LG_MEAT_HC1)
		factor *= is_clustered ? (n - 1.0L) / (n - k) : (long double) n / (n - k);
	return factor;
}

/* The covariance by its definition; clusters are numbered from 0 to g - 1. */
static void
plain_sandwich(const Table *table, int g, const long double *b,
			   long double covariance[PLAIN_LIMIT][PLAIN_LIMIT])
{
	int			n = plain_n_terms(table);
	bool		is_clustered = table->options.is_clustered;
	long double inverse[PLAIN_LIMIT][PLAIN_LIMIT];
	long double meat[PLAIN_LIMIT][PLAIN_LIMIT] = {{0.0L}};
	int			n_parts = is_clustered ? g : table->n_rows;
	int			part;
	int			i;
	int			j;
	int			k;
	int			l;
	int			m;

	plain_information(table, b, inverse);
	plain_invert(inverse, n);
	for (part = 0; part < n_parts; part++)
	{
		long double sum[PLAIN_LIMIT] = {0.0L};

		for (i = 0; i < table->n_rows; i++)
			if (is_clustered ? table->cluster[i] % (unsigned) g ==
				(unsigned) part : i == part)
				for (j = 0; j < n; j++)
					sum[j] += residual(table, i, b, inverse) *
						plain_term(table, i, j);
		for (j = 0; j < n; j++)
			for (k = 0; k < n; k++)
				meat[j][k] += sum[j] * sum[k];
	}
	for (j = 0; j < n; j++)
		for (k = 0; k < n; k++)
		{
			covariance[j][k] = 0.0L;
			for (l = 0; l < n; l++)
				for (m = 0; m < n; m++)
					covariance[j][k] += inverse[j][l] * meat[l][m] *
						inverse[m][k];
			covariance[j][k] *= factor_of(table->options.meat, is_clustered,
										  table->n_rows, n, g);
		}
}

static void
compare(Table *table, int g, const char *name)
{
	int			n = plain_n_terms(table);
	long double b[PLAIN_LIMIT] = {0.0L};
	long double covariance[PLAIN_LIMIT][PLAIN_LIMIT];
	Answer		answer;
	double		worst = 0.0;
	int			j;
	int			k;

	fit(table, &answer);
	plain_fit(table, -1, b);
	plain_sandwich(table, g, b, covariance);
	for (j = 0; j < n; j++)
		for (k = 0; k <= j; k++)
			worst = fmax(worst,
						 fabs((double) ((answer.regression.covariance[LG_PACKED(j, k)] -
										 covariance[j][k]) /
										sqrtl(covariance[j][j] *
											  covariance[k][k]))));
	ok(answer.status == LG_OK && worst < 1e-12, "%s: %.1e", name, worst);
	if (table->options.is_clustered)
		ok(answer.regression.n_clusters == g, "%d clusters",
		   (int) answer.regression.n_clusters);
	free(answer.workspace);
}

int
main(void)
{
	static Table table;
	static char memory[1 << 16];
	static const char *const names[] = {"", "HC0", "HC1", "HC2", "HC3"};
	Answer		answer;
	int			meat;
	int			i;

	fill(&table, 300);
	for (i = 0; i < table.n_rows; i++)
		table.weight[i] = 1.0 + i % 3;
	table.x[0][0] = 30.0;		/* a row of much leverage */
	for (meat = LG_MEAT_HC0; meat <= LG_MEAT_HC3; meat++)
	{
		table.options.meat = meat;
		compare(&table, 0, names[meat]);
	}

	/* 100 clusters of three rows, out of order; keys differ in high bits too */
	table.has_clusters = table.options.is_clustered = true;
	table.options.cluster_table = memory;
	table.options.cluster_table_size = sizeof(memory);
	for (i = 0; i < table.n_rows; i++)
	{
		uint64_t	number = i * 7 % 100;

		table.cluster[i] = number + 100 * (number * UINT64_C(0x28F5C28F5C28F));
	}
	table.options.meat = LG_MEAT_HC0;
	compare(&table, 100, "clusters");
	table.options.meat = LG_MEAT_HC1;
	compare(&table, 100, "clusters with HC1");

	/* the same with room for a few clusters only: many scans */
	table.options.cluster_table_size = LG_SANDWICH_TABLE(3);
	compare(&table, 100, "clusters in a small table");

	/* two rows alone on a column each have leverage 1: no HC3 */
	table.has_clusters = table.options.is_clustered = false;
	for (i = 0; i < table.n_rows; i++)
		table.x[1][i] = i == 5 || i == 6;
	table.y[5] = 1;
	table.y[6] = 0;
	table.weight[5] = 1.0;
	table.weight[6] = 1e-15;
	table.x[0][5] = table.x[0][6] = 0.0;
	table.options.meat = LG_MEAT_HC0;
	fit(&table, &answer);
	ok(answer.status == LG_OK && answer.regression.std_error[0] > 0.0,
	   "HC0 has no denominator");
	free(answer.workspace);
	table.options.meat = LG_MEAT_HC3;
	fit(&table, &answer);
	ok(isnan(answer.regression.std_error[0]),
	   "HC3 divides by 0 at a leverage of 1: no covariance");
	free(answer.workspace);
	return tap_done();
}
