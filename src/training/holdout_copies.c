/*-------------------------------------------------------------------------
 *
 * holdout_copies.c
 *		Chooses which of several equal rows are held out: each copy has its own
 *		place.
 *
 * Rows with the same content are numbered, and the number enters the hash.
 * Otherwise data with few distinct rows would be held out by whole cells, and
 * judged on cells that the fit has never seen.  Copies do not differ, so it
 * does not matter which of them gets which number.  When a copy is added or
 * deleted, the others keep their places.  Where copies differ in a column that
 * is no content, such as the weight, the order of the scan tells them apart.
 *
 * A row with a frequency is that many copies, numbered as if they came one
 * after the other; the functions for it tell how many of them have which
 * place.  After LOGISTIC_COPIES_PERIOD copies the places repeat, so that a frequency may be
 * any number: by then the share held out is right to a fifth of a percent.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/memutils.h"

#include "options/option_table.h"
#include "pg/compat.h"
#include "pg/row_content.h"
#include "training/copies.h"

/* What a call site keeps from row to row. */
typedef struct Site
{
	LogisticContent *content;
	LogisticCopies copies;
	double	   *counts;			/* of the copies by part, see count_copies */
} Site;

/*
 * Adds to the counts how many of n copies, those after "before" others, lie in
 * which part: place times n_parts, rounded down, but for one part those with a
 * place below a share.
 */
static void
add_copies(uint64 hash, uint64 before, uint64 n, int n_parts, double share,
		   double times, double *counts)
{
	uint64		i;

	for (i = before; i < before + n; i++)
	{
		double		place = logistic_copy_place(hash, i);

		if (n_parts > 1)
			counts[(int) floor(place * n_parts)] += times;
		else if (place < share)
			counts[0] += times;
	}
}

/*
 * Sets the counts from 0, for any number of copies: whole periods have the
 * same counts.
 */
static void
count_copies(uint64 hash, uint64 before, uint64 n, int n_parts, double share,
			 double *counts)
{
	int			i;

	for (i = 0; i < n_parts; i++)
		counts[i] = 0.0;
	if (n >= LOGISTIC_COPIES_PERIOD)
		add_copies(hash, 0, LOGISTIC_COPIES_PERIOD, n_parts, share, (double) (n / LOGISTIC_COPIES_PERIOD),
				   counts);
	add_copies(hash, before % LOGISTIC_COPIES_PERIOD, n % LOGISTIC_COPIES_PERIOD, n_parts, share, 1.0, counts);
	CHECK_FOR_INTERRUPTS();
}


static Site *
get_site(FunctionCallInfo fcinfo, int first, int n_parts)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	Site	   *site = fcinfo->flinfo->fn_extra;

	if (site != NULL)
		return site;
	site = MemoryContextAllocZero(context, sizeof(*site));
	site->content = logistic_content_make(fcinfo, 0, first);
	site->counts = MemoryContextAlloc(context, n_parts * sizeof(double));
	return fcinfo->flinfo->fn_extra = site;
}

/*
 * logistic_holdout_copy(name text, VARIADIC content "any") -> float8
 *
 * The place of a row as logistic_holdout() gives it, but for rows of the same
 * content one each: the first that comes in a query has that place, and each
 * further one another.  It takes 16 to 43 bytes for each distinct content
 * while the query runs.  A NULL name counts as an empty one.  Errors: a type
 * that cannot be a feature.
 */
PG_FUNCTION_INFO_V1(logistic_holdout_copy);
Datum
logistic_holdout_copy(PG_FUNCTION_ARGS)
{
	Site	   *site = get_site(fcinfo, 1, 1);
	uint64		hash = logistic_content_hash(site->content, fcinfo);

	PG_RETURN_FLOAT8(logistic_copy_place(hash,
							  logistic_copies_number(&site->copies, hash, 1,
											fcinfo->flinfo->fn_mcxt)));
}

/* Arguments of the functions for frequencies, behind the name. */
enum
{
	ARGUMENT_SHARE = 1,			/* or the number of folds */
	ARGUMENT_FREQUENCY,
	ARGUMENT_CONTENT
};

/* The frequency of a call, checked. */
static uint64
get_frequency(FunctionCallInfo fcinfo)
{
	return (uint64)
		logistic_options_frequency(PG_GETARG_FLOAT8(ARGUMENT_FREQUENCY));
}

/*
 * logistic_holdout_frequency(name text, share float8, frequency float8,
 *		VARIADIC content "any") -> float8
 *
 * How many of the equal rows that a row stands for have a place below the
 * share.  They are numbered 1, 2, ... whatever other rows there are: rows on
 * other servers cannot be.  NULL without a share or a frequency; a NULL name
 * counts as an empty one.  Errors: a frequency that is no whole number of at
 * least 0; a type that cannot be a feature.
 */
PG_FUNCTION_INFO_V1(logistic_holdout_frequency);
Datum
logistic_holdout_frequency(PG_FUNCTION_ARGS)
{
	Site	   *site = get_site(fcinfo, ARGUMENT_CONTENT, 1);

	if (PG_ARGISNULL(ARGUMENT_SHARE) || PG_ARGISNULL(ARGUMENT_FREQUENCY))
		PG_RETURN_NULL();
	count_copies(logistic_content_hash(site->content, fcinfo), 0,
				 get_frequency(fcinfo), 1, PG_GETARG_FLOAT8(ARGUMENT_SHARE),
				 site->counts);
	PG_RETURN_FLOAT8(site->counts[0]);
}

/*
 * logistic_holdout_copy_frequency(name text, share float8,
 *		frequency float8, VARIADIC content "any") -> float8
 *
 * Does the same, but rows of the same content continue the numbers, as if
 * logistic_holdout_copy() numbered the repeated rows.
 */
PG_FUNCTION_INFO_V1(logistic_holdout_copy_frequency);
Datum
logistic_holdout_copy_frequency(PG_FUNCTION_ARGS)
{
	Site	   *site = get_site(fcinfo, ARGUMENT_CONTENT, 1);
	uint64		hash;
	uint64		n;

	if (PG_ARGISNULL(ARGUMENT_SHARE) || PG_ARGISNULL(ARGUMENT_FREQUENCY))
		PG_RETURN_NULL();
	hash = logistic_content_hash(site->content, fcinfo);
	n = get_frequency(fcinfo);
	count_copies(hash, logistic_copies_number(&site->copies, hash, n,
									 fcinfo->flinfo->fn_mcxt), n, 1,
				 PG_GETARG_FLOAT8(ARGUMENT_SHARE), site->counts);
	PG_RETURN_FLOAT8(site->counts[0]);
}

#define FOLDS_MOST		1000

/*
 * logistic_holdout_folds(name text, folds integer, frequency float8,
 *		VARIADIC content "any") -> float8[]
 *
 * How many of the equal rows that a row stands for are in each fold, which is
 * their place times the number of folds, rounded down.  Numbered as by
 * logistic_holdout_copy_frequency(), with the same NULL behaviour and errors;
 * folds must be between 1 and 1000 and the same in all rows.
 */
PG_FUNCTION_INFO_V1(logistic_holdout_folds);
Datum
logistic_holdout_folds(PG_FUNCTION_ARGS)
{
	Site	   *site = get_site(fcinfo, ARGUMENT_CONTENT, FOLDS_MOST);
	Datum		elements[FOLDS_MOST];
	uint64		hash;
	uint64		n;
	int			folds;
	int			i;

	if (PG_ARGISNULL(ARGUMENT_SHARE) || PG_ARGISNULL(ARGUMENT_FREQUENCY))
		PG_RETURN_NULL();
	folds = PG_GETARG_INT32(ARGUMENT_SHARE);
	if (folds < 1 || folds > FOLDS_MOST)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of folds is %d, but must lie between 1 and %d",
						folds, FOLDS_MOST)));
	hash = logistic_content_hash(site->content, fcinfo);
	n = get_frequency(fcinfo);
	count_copies(hash, logistic_copies_number(&site->copies, hash, n,
									 fcinfo->flinfo->fn_mcxt), n, folds, 1.0,
				 site->counts);
	for (i = 0; i < folds; i++)
		elements[i] = Float8GetDatum(site->counts[i]);
	PG_RETURN_ARRAYTYPE_P(construct_array(elements, folds, FLOAT8OID,
										  sizeof(float8), FLOAT8PASSBYVAL,
										  TYPALIGN_DOUBLE));
}

/*
 * logistic_frequency(frequency float8) -> float8
 *
 * The frequency itself.  Strict.  Errors: it is no whole number of at least 0.
 */
PG_FUNCTION_INFO_V1(logistic_frequency);
Datum
logistic_frequency(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(logistic_options_frequency(PG_GETARG_FLOAT8(0)));
}
