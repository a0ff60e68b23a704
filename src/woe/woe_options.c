/*-------------------------------------------------------------------------
 *
 * woe_options.c
 *		The SQL type woe_options: how a feature is binned.
 *
 * It is a composite type, and its constructor woe_options(...) is SQL that
 * the planner inlines: options of constants cost nothing by row.  An option
 * that is NULL is the default one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "pg/composite.h"
#include "woe/woe_options.h"

/* The attributes of the composite type, in its order. */
typedef enum WoeOption
{
	WOE_OPTION_BINS,
	WOE_OPTION_MIN_SHARE,
	WOE_OPTION_MONOTONE,
	WOE_OPTION_SPECIAL,
	WOE_OPTION_POSITIVE,
	WOE_N_OPTIONS
} WoeOption;

/* The words of monotone, in the order of LgMonotone. */
static const char *const monotone_words[] = {
	"none", "increasing", "decreasing", "auto"
};

void
logistic_woe_options_default(WoeOptions *options)
{
	memset(options, 0, sizeof(*options));
	options->max_bins = 10;
	options->min_share = 0.05;
	options->monotone = LG_MONOTONE_NONE;
}

/* The number of bins, checked. */
static int
read_bins(Datum value)
{
	int			bins = DatumGetInt32(value);

	if (bins < 1 || bins > LG_PRE_BINS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("bins is %d, but must be from 1 to %d", bins,
						LG_PRE_BINS)));
	return bins;
}

/* The smallest share of the rows in a bin, checked. */
static double
read_min_share(Datum value)
{
	double		share = DatumGetFloat8(value);

	if (!(share >= 0.0 && share <= 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_share is %s, but must be from 0 to 1",
						float8out_internal(share))));
	return share;
}

/* The direction of the weights of evidence. */
static LgMonotone
read_monotone(Datum value)
{
	char	   *word = TextDatumGetCString(value);
	int			i;

	for (i = 0; i < lengthof(monotone_words); i++)
		if (strcmp(word, monotone_words[i]) == 0)
			return (LgMonotone) i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("monotone is \"%s\", but must be \"none\", \"increasing\", \"decreasing\" or \"auto\"",
					word)));
}

/* The special codes: distinct, none of them NULL. */
static void
read_special(Datum value, WoeOptions *options)
{
	ArrayType  *array = DatumGetArrayTypeP(value);
	Datum	   *elements;
	bool	   *nulls;
	int			i;
	int			j;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements,
					  &nulls, &options->n_special);
	if (options->n_special > WOE_SPECIAL_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of special codes is %d, but must be at most %d",
						options->n_special, WOE_SPECIAL_LIMIT)));
	options->special = palloc(options->n_special * sizeof(char *));
	for (i = 0; i < options->n_special; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("special must not contain NULL"),
					 errhint("Rows without a value have a bin of their own anyway.")));
		options->special[i] = TextDatumGetCString(elements[i]);
		for (j = 0; j < i; j++)
			if (strcmp(options->special[i], options->special[j]) == 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("special contains \"%s\" twice",
								options->special[i])));
	}
}

void
logistic_woe_options_read(HeapTupleHeader value, WoeOptions *options)
{
	Datum		values[WOE_N_OPTIONS];
	bool		nulls[WOE_N_OPTIONS];

	logistic_composite_deform(value, "woe_options", WOE_N_OPTIONS, values,
							  nulls);
	logistic_woe_options_default(options);
	if (!nulls[WOE_OPTION_BINS])
		options->max_bins = read_bins(values[WOE_OPTION_BINS]);
	if (!nulls[WOE_OPTION_MIN_SHARE])
		options->min_share = read_min_share(values[WOE_OPTION_MIN_SHARE]);
	if (!nulls[WOE_OPTION_MONOTONE])
		options->monotone = read_monotone(values[WOE_OPTION_MONOTONE]);
	if (!nulls[WOE_OPTION_SPECIAL])
		read_special(values[WOE_OPTION_SPECIAL], options);
	if (!nulls[WOE_OPTION_POSITIVE])
		options->positive = TextDatumGetCString(values[WOE_OPTION_POSITIVE]);
}
