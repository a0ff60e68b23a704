/*-------------------------------------------------------------------------
 *
 * multinomial_model.c
 *		The bytes of a multinomial_model: laid out once, read in place.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"
#include "utils/memutils.h"

#include "multinomial/multinomial_model.h"
#include "pg/compat.h"
#include "pg/value_key.h"

static Size
triangle(int n)
{
	return (Size) n * (n + 1) / 2;
}

/* Values are stored, so the layout must not change unnoticed. */
StaticAssertDecl(ALIGNOF_DOUBLE < 8 ||
				 (offsetof(MultinomialModel, hash) == 24 &&
				  sizeof(MultinomialModel) == 32),
				 "multinomial_model has another layout: change its version");

/* Where the equations begin, each from the start of the value. */
static uint64 *
places_of(const MultinomialModel *model)
{
	return (uint64 *) ((char *) model + MAXALIGN(sizeof(MultinomialModel)));
}

const LogisticModel *
logistic_multinomial_equation(const MultinomialModel *model, int i)
{
	return (const LogisticModel *) ((const char *) model +
									places_of(model)[i]);
}

const double *
logistic_multinomial_covariance(const MultinomialModel *model)
{
	return (const double *) (places_of(model) + model->n_equations);
}

const char *
logistic_multinomial_class(const MultinomialModel *model, int i)
{
	const LogisticModel *equation =
		logistic_multinomial_equation(model, Max(i - 1, 0));

	return logistic_model_string(equation, i == 0 ? equation->negative :
								 equation->positive);
}

/*
 * Detoasts a model and checks its version, and those of its equations.  The
 * bytes come from our own builder, through storage that PostgreSQL trusts.
 */
const MultinomialModel *
logistic_multinomial_get(Datum datum)
{
	const MultinomialModel *model =
		(const MultinomialModel *) PG_DETOAST_DATUM(datum);
	int			i;

	if (VARSIZE(model) < sizeof(MultinomialModel))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("multinomial_model has %zu bytes, too few for a model",
						(size_t) VARSIZE(model))));
	if (model->version != MULTINOMIAL_MODEL_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("multinomial_model has format version %d, but this library reads version %d",
						model->version, MULTINOMIAL_MODEL_VERSION),
				 errhint("Update the extension to the version that wrote the model.")));
	Assert(model->n_classes >= 1 &&
		   model->n_equations == Max(model->n_classes - 1, 1));
	for (i = 0; i < model->n_equations; i++)
		(void) logistic_model_get(PointerGetDatum(logistic_multinomial_equation(model,
																				i)));
	return model;
}

MultinomialModel *
logistic_multinomial_build(LogisticModel *const *equations, int n_equations,
						   int n_classes, const double *covariance)
{
	MultinomialModel *model;
	double	   *place;
	Size		size;
	Size		at;
	Size		k;
	int			n_rows = 0;
	int			i;

	for (i = 0; i < n_equations; i++)
		n_rows += equations[i]->covariance_rows;
	size = MAXALIGN(sizeof(MultinomialModel)) + n_equations * sizeof(uint64) +
		triangle(n_rows) * sizeof(double);
	at = size;
	for (i = 0; i < n_equations; i++)
		size += MAXALIGN(VARSIZE(equations[i]));
	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a model of %d classes and %d terms is too large",
						n_classes, equations[0]->n_terms)));

	model = palloc0(size);
	SET_VARSIZE(model, size);
	model->version = MULTINOMIAL_MODEL_VERSION;
	model->n_classes = n_classes;
	model->n_equations = n_equations;
	model->covariance_rows = n_rows;
	place = (double *) logistic_multinomial_covariance(model);
	for (k = 0; k < triangle(n_rows); k++)
		place[k] = isnan(covariance[k]) ? get_float8_nan() :
			covariance[k] + 0.0;
	for (i = 0; i < n_equations; i++)
	{
		places_of(model)[i] = at;
		memcpy((char *) model + at, equations[i], VARSIZE(equations[i]));
		at += MAXALIGN(VARSIZE(equations[i]));
	}
	Assert(at == size);
	model->hash = logistic_value_hash(model, size,
									  offsetof(MultinomialModel, hash));
	return model;
}
