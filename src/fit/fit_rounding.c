/*-------------------------------------------------------------------------
 *
 * fit_rounding.c
 *		Warns of features with more digits than a double holds.
 *
 * A bigint above 2^53, or a numeric of more than 17 digits, is rounded to a
 * double.  That does no harm while the numbers are far apart; it does where
 * doubles of that size are about as far from each other as the numbers are.
 * The smallest and largest number and the standard deviation of a feature show
 * this, so no row is looked at.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "utils/float.h"

#include "fit/fit_rounding.h"
#include "model/model_warning.h"

/* Warn if rounding exceeds this fraction of the standard deviation. */
#define SHARE_TO_TELL	1e-4

#define LARGEST_EXACT	9007199254740992.0	/* 2^53 */

/* The distance of doubles of the size of x. */
static double
spacing_at(double x)
{
	int			exponent;

	(void) frexp(x, &exponent);
	return ldexp(1.0, Max(exponent - DBL_MANT_DIG, DBL_MIN_EXP - DBL_MANT_DIG));
}

/* Can a column of this storage have more digits than a double? */
static bool
may_be_rounded(LogisticStorage storage)
{
	return storage == LOGISTIC_READ_INT8 || storage == LOGISTIC_READ_NUMERIC;
}

/* Does rounding show in numbers with such a summary? */
static bool
is_rounded(const LogisticSummary *summary, LogisticStorage storage)
{
	double		largest = fmax(fabs(summary->min), fabs(summary->max));

	if (storage == LOGISTIC_READ_INT8 || !(summary->std_dev > 0.0))
		if (largest < LARGEST_EXACT)
			return false;
	return spacing_at(largest) > SHARE_TO_TELL * summary->std_dev;
}

/*
 * Warns of the first summary of a feature that shows rounding; true if one
 * did.
 */
static bool
check_feature(const LogisticFitSite *site, int i,
			  const LogisticFeature *feature, const LogisticDraft *draft)
{
	const LogisticReader *reader = &site->features[i].reader;
	const LogisticArgumentName *name = &site->names[i + 1];
	LogisticStorage storage = reader->storage == LOGISTIC_READ_CAST ?
		reader->cast_storage : reader->storage;
	int			j;

	if (!may_be_rounded(storage))
		return false;
	for (j = 0; j < feature->n_summaries; j++)
	{
		const LogisticSummary *summary =
			&draft->summaries[feature->first_summary + j];
		char	   *value = feature->kind == LOGISTIC_FEATURE_ARRAY ?
			psprintf("%s[%d]", name->name, j + 1) : name->name;

		if (!is_rounded(summary, storage))
			continue;
		ereport(WARNING,
				(errmsg("the numbers of \"%s\" are rounded to doubles", value),
				 errdetail("They are as large as %g, where doubles are %g apart; their standard deviation is %g, once rounded.",
						   fmax(fabs(summary->min), fabs(summary->max)),
						   spacing_at(fmax(fabs(summary->min),
										   fabs(summary->max))),
						   summary->std_dev),
				 feature->kind == LOGISTIC_FEATURE_ARRAY ?
				 errhint("Subtract the smallest number from each, in the fit and in every score.") :
				 errhint("Subtract the smallest number, in the fit and in every score: %s - %.0f.",
						 name->expression, summary->min)));
		return true;
	}
	return false;
}

/* The feature or input of the draft that has a name; NULL if there is none. */
static const LogisticFeature *
find_feature(const LogisticDraft *draft, const char *name)
{
	int			i;

	for (i = 0; i < draft->n_inputs; i++)
		if (strcmp(draft->input_names[i], name) == 0)
			return &draft->inputs[i];
	for (i = 0; i < draft->n_features; i++)
		if (strcmp(draft->feature_names[i], name) == 0)
			return &draft->features[i];
	return NULL;
}

void
logistic_fit_warn_rounding(const LogisticFitState *state,
						   const LogisticDraft *draft)
{
	const LogisticFitSite *site = state->site;
	int			i;

	if ((logistic_warning_is_quiet() && !state->is_alone) ||
		draft->n_summaries == 0)
		return;
	for (i = 0; i < site->n_features; i++)
	{
		const LogisticFeature *feature =
			find_feature(draft, site->names[i + 1].name);

		if (feature != NULL && !site->features[i].is_told)
			site->features[i].is_told = check_feature(site, i, feature, draft);
	}
}
