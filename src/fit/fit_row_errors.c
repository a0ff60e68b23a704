/*-------------------------------------------------------------------------
 *
 * fit_row_errors.c
 *		Errors of rows that do not match the other rows of their fit.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/float.h"

#include "fit/fit_row_errors.h"

void
logistic_fit_report_codes(const LogisticFitSite *site, int feature)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg(site->features[feature].set < 0 ?
					"category \"%s\" has more than %d levels" :
					"set \"%s\" has more than %d elements",
					logistic_fit_feature_name(site, feature, 0),
					LOGISTIC_CODES_LIMIT),
			 errhint("Group rare ones, or pass a number.")));
}

void
logistic_fit_report_length(const LogisticFitState *state, int feature,
						   int length)
{
	const LogisticFitSite *site = state->site;

	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("array \"%s\" has %d elements, but the first row has %d",
					site->names[feature + 1].name, length,
					state->array_lengths[site->features[feature].array]),
			 errhint("Every row of a fit needs an array of the same length.")));
}

void
logistic_fit_report_options(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("options of a fit differ between its rows"),
			 errhint("Only weight, logit_offset, frequency, cluster and strata may depend on the row.")));
}

void
logistic_fit_report_stratum(const LogisticOptions *options)
{
	bool		has_weight = options->weight != 1.0;

	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("%s is %s, but rows in strata have none",
					has_weight ? "weight" : "frequency",
					float8out_internal(has_weight ? options->weight :
									   options->frequency)),
			 errdetail("The conditional likelihood compares whole rows of a stratum.")));
}
