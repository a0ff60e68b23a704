/*-------------------------------------------------------------------------
 *
 * model_parts.c
 *		The parts of a logistic_model, read in place, and its funnel.
 *
 * Nothing outside this file and model_build.c knows where things lie in a
 * value.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "model/model_layout.h"
#include "pg/compat.h"

/* One accessor per part. */
#define PART(model, part) \
	(logistic_model_layout(model, &layout), (const void *) ((const char *) (model) + layout.part))

const LogisticFeature *
logistic_model_features(const LogisticModel *model)
{
	LogisticModelLayout layout;

	return PART(model, features);
}

const LogisticFeature *
logistic_model_inputs(const LogisticModel *model)
{
	LogisticModelLayout layout;

	if (!logistic_model_has_formula(model))
		return logistic_model_features(model);
	return PART(model, inputs);
}

int
logistic_model_n_inputs(const LogisticModel *model)
{
	return logistic_model_has_formula(model) ? model->n_inputs :
		model->n_features;
}

const LogisticModelVariable *
logistic_model_variables(const LogisticModel *model)
{
	LogisticModelLayout layout;

	return PART(model, variables);
}

const LogisticFactor *
logistic_model_factors(const LogisticModel *model)
{
	LogisticModelLayout layout;

	return PART(model, factors);
}

const double *
logistic_model_parameters(const LogisticModel *model)
{
	LogisticModelLayout layout;

	return PART(model, parameters);
}

const LogisticTerm *
logistic_model_terms(const LogisticModel *model)
{
	LogisticModelLayout layout;

	return PART(model, terms);
}

const LogisticLevel *
logistic_model_levels(const LogisticModel *model)
{
	LogisticModelLayout layout;

	return PART(model, levels);
}

const LogisticSummary *
logistic_model_summaries(const LogisticModel *model)
{
	LogisticModelLayout layout;

	return PART(model, summaries);
}

const double *
logistic_model_covariance(const LogisticModel *model)
{
	LogisticModelLayout layout;

	return PART(model, covariance);
}

const double *
logistic_model_profile(const LogisticModel *model)
{
	LogisticModelLayout layout;

	return PART(model, profile);
}

/* The text of a string, with its final zero byte. */
const char *
logistic_model_string(const LogisticModel *model, LogisticString string)
{
	return (const char *) model + string.offset;
}

double
logistic_model_mean(const LogisticModel *model, int i)
{
	const LogisticTerm *term = &logistic_model_terms(model)[i];
	const LogisticFeature *feature;
	double		mean = 0.0;
	int			summary;

	if (term->feature < 0)
		return 1.0;
	feature = &logistic_model_features(model)[term->feature];
	summary = i - feature->first_term;
	if (term->level >= 0)
		mean = logistic_model_levels(model)[term->level].share;
	else if (summary < feature->n_summaries)
		mean = logistic_model_summaries(model)[feature->first_summary +
											   summary].mean;
	return isnan(mean) ? 0.0 : mean;
}

/* The name of a status, as users see it. */
const char *
logistic_status_name(LogisticStatus status)
{
	switch (status)
	{
		case LOGISTIC_ONE_CLASS:
			return "one_class";
		case LOGISTIC_SEPARATED:
			return "separated";
		case LOGISTIC_MAX_ITERATIONS:
			return "max_iterations";
		case LOGISTIC_CONVERGED:
			return "converged";
		case LOGISTIC_GIVEN:
			return "given";
	}
	elog(ERROR, "unknown status %d", (int) status);
	return NULL;				/* keep the compiler quiet */
}

/*
 * Detoasts a model, aligns it and checks its version.  The bytes come from
 * our own builder, through storage that PostgreSQL trusts; what a client
 * sends is parsed and built anew.
 */
const LogisticModel *
logistic_model_get(Datum datum)
{
	struct varlena *value = PG_DETOAST_DATUM(datum);
	const LogisticModel *model = (const LogisticModel *) value;
	LogisticModelLayout layout;

	if (VARSIZE(value) >= offsetof(LogisticModel, status) &&
		model->version != LOGISTIC_MODEL_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("logistic_model has format version %d, but this library reads version %d",
						model->version, LOGISTIC_MODEL_VERSION),
				 errhint("Update the extension to the version that wrote the model.")));
	if (VARSIZE(value) < sizeof(LogisticModel))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("logistic_model has %zu bytes, too few for a model",
						(size_t) VARSIZE(value))));
	logistic_model_layout(model, &layout);
	if (VARSIZE(value) < layout.strings)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("logistic_model has %zu bytes, but its parts need %zu",
						(size_t) VARSIZE(value), (size_t) layout.strings)));
	Assert(((const char *) value)[VARSIZE(value) - 1] == '\0');
	return model;
}

const char *
logistic_model_positive(const LogisticModel *model)
{
	return model->positive.length > 0 ?
		logistic_model_string(model, model->positive) : NULL;
}
