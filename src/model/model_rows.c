/*-------------------------------------------------------------------------
 *
 * model_rows.c
 *		Result rows shared by the accessors of logistic_model and
 *		multinomial_model.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"

#include "core/numeric/probability.h"
#include "model/model_rows.h"

void
logistic_put_number(Datum *values, bool *nulls, int column, double x)
{
	/* no negative zero: -2 times a log-likelihood of 0 */
	values[column] = Float8GetDatum(x == 0.0 ? 0.0 : x);
	nulls[column] = isnan(x);
}

void
logistic_put_coefficient(Datum *values, bool *nulls,
						 const LogisticModel *model,
						 const LogisticInterval *interval, int term)
{
	const LogisticTerm *t = &logistic_model_terms(model)[term];
	bool		has_ratio = interval->is_ratio &&
		model->estimation.method == LOGISTIC_METHOD_FIRTH;
	double		root = has_ratio ? sqrt(t->chi_square) :
		t->estimate / t->std_error;
	double		low;
	double		high;

	logistic_interval_find(model, interval, term, &low, &high);
	values[0] = CStringGetTextDatum(logistic_model_string(model, t->name));
	nulls[0] = false;
	logistic_put_number(values, nulls, 1, t->estimate);
	logistic_put_number(values, nulls, 2, t->std_error);
	logistic_put_number(values, nulls, 3, has_ratio ? t->chi_square : root);
	logistic_put_number(values, nulls, 4, lg_probability_two_sided_p(root));
	logistic_put_number(values, nulls, 5, low);
	logistic_put_number(values, nulls, 6, high);
	logistic_put_number(values, nulls, 7, exp(t->estimate));
	logistic_put_number(values, nulls, 8, exp(low));
	logistic_put_number(values, nulls, 9, exp(high));
}
