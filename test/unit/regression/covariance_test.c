/*-------------------------------------------------------------------------
 *
 * covariance_test.c
 *		Covariance of the estimates: the inverse of the information.
 *
 * The other opinion is plain.h: the information summed in long double at its
 * own maximum, and inverted by Gauss-Jordan.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/covariance.h"

#include "core/numeric/packed.h"
#include "plain.h"
#include "tap.h"

/* Holds estimates, covariance and errors of a table against plain.h. */
static void
compare(Table *table, double tolerance, const char *name)
{
	int			n = plain_n_terms(table);
	long double b[PLAIN_LIMIT] = {0.0L};
	long double inverse[PLAIN_LIMIT][PLAIN_LIMIT];
	const LgRegression *found;
	Answer		answer;
	double		worst = 0.0;
	int			j;
	int			k;

	fit(table, &answer);
	found = &answer.regression;
	plain_fit(table, -1, b);
	plain_information(table, b, inverse);
	plain_invert(inverse, n);
	for (j = 0; j < n; j++)
	{
		long double error = sqrtl(inverse[j][j]);

		worst = fmax(worst, fabs((double) (found->std_error[j] / error -
										   1.0L)));
		worst = fmax(worst, fabs((double) ((found->estimate[j] - b[j]) /
										   error)));
		for (k = 0; k <= j; k++)
			worst = fmax(worst,
						 fabs((double) ((found->covariance[LG_PACKED(j, k)] -
										 inverse[j][k]) /
										(error * sqrtl(inverse[k][k])))));
	}
	ok(answer.status == LG_OK && worst < tolerance, "%s: %.1e", name, worst);
	free(answer.workspace);
}

/*
 * The condition number is that of the weighted columns at unit length: of two,
 * whose cosine is r, sqrt((1 + |r|) / (1 - |r|)), whatever their units.
 */
static void
check_condition(Table *table, const char *name)
{
	long double b[PLAIN_LIMIT] = {0.0L};
	long double information[PLAIN_LIMIT][PLAIN_LIMIT];
	Answer		answer;
	double		cosine;
	double		expected;

	table->has_intercept = false;
	fit(table, &answer);
	plain_fit(table, -1, b);
	plain_information(table, b, information);
	cosine = (double) (information[0][1] /
					   sqrtl(information[0][0] * information[1][1]));
	expected = sqrt((1.0 + fabs(cosine)) / (1.0 - fabs(cosine)));
	ok(fabs(answer.regression.condition_number / expected - 1.0) < 1e-3,
	   "%s: the condition number is %.6g, not %.6g", name,
	   answer.regression.condition_number, expected);
	free(answer.workspace);
}

int
main(void)
{
	static Table table;
	static Table other;
	Answer		answer;
	int			i;

	fill(&table, 500);
	compare(&table, 1e-14, "random rows");

	other = table;
	other.has_intercept = false;
	compare(&other, 1e-14, "without an intercept");

	other = table;
	for (i = 0; i < other.n_rows; i++)
	{
		other.weight[i] = 0.25 + i % 7;
		other.offset[i] = (i % 5 - 2.0) / 4.0;
	}
	compare(&other, 1e-14, "with weights and offsets");

	/* the sizes of columns do not count; long double has 11 digits left here */
	other = table;
	for (i = 0; i < other.n_rows; i++)
	{
		other.x[0][i] = 1e3 + table.x[0][i];
		other.x[1][i] = 1e-9 * table.x[1][i];
	}
	compare(&other, 1e-11, "a large centre, and a small unit");

	/* columns that nearly repeat each other: correlation 1 - 1e-6; and 9 here */
	other = table;
	for (i = 0; i < other.n_rows; i++)
		other.x[1][i] = table.x[0][i] + 1e-3 * table.x[1][i];
	compare(&other, 1e-9, "nearly collinear columns");

	other = table;
	check_condition(&other, "random rows");
	for (i = 0; i < other.n_rows; i++)
	{
		other.x[0][i] = 1e5 * table.x[0][i];
		other.x[1][i] = table.x[0][i] + 1e-3 * table.x[1][i];
	}
	check_condition(&other, "collinear columns of other units");

	/* an aliased column has no row */
	other = table;
	for (i = 0; i < other.n_rows; i++)
		other.x[1][i] = 2.0 * table.x[0][i];
	fit(&other, &answer);
	ok(answer.regression.covariance_rows == 2 &&
	   answer.regression.covariance_row[2] == -1 &&
	   isnan(answer.regression.std_error[2]) &&
	   answer.regression.covariance_row[1] == 1,
	   "an aliased column has neither row nor error");
	free(answer.workspace);
	return tap_done();
}
