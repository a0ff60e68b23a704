/*-------------------------------------------------------------------------
 *
 * model_contrast.c
 *		What a logistic_model says of linear combinations of its terms.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"

#include "core/linalg/cholesky.h"
#include "model/model_contrast.h"

/* The index of the term of a name. */
static int
find_term(const LogisticModel *model, const char *name)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	int			i;

	for (i = 0; i < model->n_terms; i++)
		if (strcmp(logistic_model_string(model, terms[i].name), name) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_PARAMETER),
			 errmsg("model has no term \"%s\"", name),
			 errhint("logistic_coefficients shows the terms by their names.")));
	return -1;					/* keep the compiler quiet */
}

/* Complains of something that is not {"term": factor}. */
static void
report_shape(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("contrasts must be an object of terms and numbers, or an array of such objects"),
			 errhint("For example {\"planpro\": 1, \"planteam\": -1}.")));
}

/* A factor of a contrast. */
static double
read_factor(const JsonbValue *value)
{
	double		factor;

	if (value->type != jbvNumeric)
		report_shape();
	factor = DatumGetFloat8(DirectFunctionCall1(numeric_float8,
												NumericGetDatum(value->val.numeric)));
	return factor;
}

/* Appends "+ 2 x" to the name of a contrast. */
static void
append_part(StringInfo name, double factor, const char *term)
{
	double		size = fabs(factor);

	if (name->len > 0)
		appendStringInfoString(name, factor < 0.0 ? " - " : " + ");
	else if (factor < 0.0)
		appendStringInfoChar(name, '-');
	if (size != 1.0)
		appendStringInfo(name, "%s ", float8out_internal(size));
	appendStringInfoString(name, term);
}

/* Reads one object. */
static void
read_contrast(const LogisticModel *model, JsonbContainer *json,
			  LogisticContrast *contrast)
{
	JsonbIterator *iterator;
	JsonbValue	value;
	StringInfoData name;
	int			token;
	int			n = 0;

	if (!JsonContainerIsObject(json) || JsonContainerSize(json) == 0)
		report_shape();
	contrast->terms = palloc(JsonContainerSize(json) * sizeof(int));
	contrast->factors = palloc(JsonContainerSize(json) * sizeof(double));
	initStringInfo(&name);
	iterator = JsonbIteratorInit(json);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			contrast->terms[n] = find_term(model,
										   pnstrdup(value.val.string.val,
													value.val.string.len));
		else if (token == WJB_VALUE)
		{
			const LogisticTerm *term =
			&logistic_model_terms(model)[contrast->terms[n]];

			contrast->factors[n] = read_factor(&value);
			append_part(&name, contrast->factors[n],
						logistic_model_string(model, term->name));
			n++;
		}
	}
	contrast->n_terms = n;
	contrast->name = name.data;
}

int
logistic_contrasts_read(const LogisticModel *model, Jsonb *json,
						LogisticContrast **contrasts)
{
	JsonbContainer *root = &json->root;
	int			n;
	int			i;

	if (JsonContainerIsObject(root))
	{
		*contrasts = palloc(sizeof(LogisticContrast));
		read_contrast(model, root, *contrasts);
		return 1;
	}
	n = JsonContainerIsScalar(root) ? 0 : JsonContainerSize(root);
	if (n == 0)
		report_shape();
	*contrasts = palloc(n * sizeof(LogisticContrast));
	for (i = 0; i < n; i++)
	{
		JsonbValue *element = getIthJsonbValueFromContainer(root, i);

		if (element->type != jbvBinary)
			report_shape();
		read_contrast(model, element->val.binary.data, &(*contrasts)[i]);
	}
	return n;
}

LgDd
logistic_contrast_estimate(const LogisticModel *model,
						   const LogisticContrast *contrast)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	LgDd		sum = lg_dd(0.0);
	int			i;

	for (i = 0; i < contrast->n_terms; i++)
	{
		const LogisticTerm *term = &terms[contrast->terms[i]];

		if (term->covariance_row < 0)
			return lg_dd(get_float8_nan());
		lg_dd_accumulate(&sum, lg_dd_product(contrast->factors[i],
											 term->estimate));
	}
	return sum;
}

LgDd
logistic_contrast_covariance(const LogisticModel *model,
							 const LogisticContrast *a,
							 const LogisticContrast *b)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	const double *covariance = logistic_model_covariance(model);
	LgDd		sum = lg_dd(0.0);
	int			i;
	int			j;

	for (i = 0; i < a->n_terms; i++)
		for (j = 0; j < b->n_terms; j++)
		{
			int			one = terms[a->terms[i]].covariance_row;
			int			other = terms[b->terms[j]].covariance_row;

			if (one < 0 || other < 0)
				return lg_dd(get_float8_nan());
			lg_dd_accumulate(&sum,
							 lg_dd_scale(lg_dd_product(a->factors[i],
													   b->factors[j]),
										 covariance[LG_PACKED(Max(one, other),
															  Min(one, other))]));
		}
	return sum;
}

double
logistic_model_variance(const LogisticModel *model, const double *x)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	const double *covariance = logistic_model_covariance(model);
	double		sum = 0.0;
	int			i;
	int			j;

	if (model->covariance_rows == 0)
		return get_float8_nan();
	for (i = 0; i < model->n_terms; i++)
	{
		Size		row = terms[i].covariance_row;

		if (x[i] == 0.0)
			continue;
		if (terms[i].covariance_row < 0)
		{
			/* an aliased term adds nothing; a diverging one makes it NaN */
			if (terms[i].direction == 0.0)
				continue;
			return get_float8_nan();
		}
		for (j = 0; j <= i; j++)
			if (terms[j].covariance_row >= 0)
				sum += (i == j ? 1.0 : 2.0) * x[i] * x[j] *
					covariance[row * (row + 1) / 2 + terms[j].covariance_row];
	}
	return fmax(sum, 0.0);
}
