/*-------------------------------------------------------------------------
 *
 * ftrl_merge.c
 *		The aggregate ftrl_merge: models of separate rows merged into one.
 *
 * Coordinates are merged one by one, see lg_ftrl_merge(); statistics add up.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ftrl/ftrl_model.h"

/* Complains about models that do not belong together. */
static void
check(bool agree, const char *what)
{
	if (!agree)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("models to be merged differ in %s", what),
				 errhint("Begin all of them with the same options and features.")));
}

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Complains unless both have learnt the same features by the same rules. */
static void
check_alike(const FtrlDraft *a, const FtrlDraft *b)
{
	int			i;

	check(memcmp(&a->rates, &b->rates, sizeof(a->rates)) == 0,
		  "alpha, beta, l1 or l2");
	check(a->bits == b->bits, "bits");
	check(a->has_intercept == b->has_intercept, "the intercept");
	check(a->label_kind == b->label_kind, "the type of the label");
	check(a->n_features == b->n_features, "their number of features");
	for (i = 0; i < a->n_features; i++)
	{
		check(a->features[i].kind == b->features[i].kind,
			  psprintf("the type of feature \"%s\"", a->feature_names[i]));
		check(a->features[i].n_plain == b->features[i].n_plain,
			  psprintf("the length of array \"%s\"", a->feature_names[i]));
	}
	check(a->n_crosses == b->n_crosses &&
		  (a->n_crosses == 0 ||
		   memcmp(a->crosses, b->crosses,
				  a->n_crosses * sizeof(FtrlCross)) == 0), "crosses");
}

/*
 * Gives both the same positive label.  A model of rows with one text label
 * cannot know whether it is the positive one; the other may.
 */
static void
match_labels(FtrlDraft *a, FtrlDraft *b)
{
	if (a->positive == NULL && b->positive == NULL)
	{
		check(same_text(a->negative, b->negative),
			  "the only value of their label");
		return;
	}
	if (a->positive == NULL && same_text(a->negative, b->positive))
		logistic_ftrl_turn_over(a);
	if (b->positive == NULL && same_text(b->negative, a->positive))
		logistic_ftrl_turn_over(b);
	if (a->positive == NULL)
		a->positive = b->positive;
	if (b->positive == NULL)
		b->positive = a->positive;
	if (a->negative == NULL)
		a->negative = b->negative;
	if (b->negative == NULL)
		b->negative = a->negative;
	check(same_text(a->positive, b->positive) &&
		  same_text(a->negative, b->negative), "the values of their label");
}

/* Merges two ascending lists of buckets. */
static void
merge_buckets(FtrlDraft *merged, const FtrlDraft *a, const FtrlDraft *b)
{
	Size		limit = (Size) a->n_hashed + b->n_hashed + 1;
	int			i = 0;
	int			j = 0;
	int			n = 0;

	merged->hashed = MemoryContextAllocHuge(CurrentMemoryContext,
											limit * sizeof(LgFtrlSum));
	merged->buckets = MemoryContextAllocHuge(CurrentMemoryContext,
											 limit * sizeof(uint32));
	while (i < a->n_hashed || j < b->n_hashed)
	{
		bool		in_a = i < a->n_hashed &&
			(j == b->n_hashed || a->buckets[i] <= b->buckets[j]);
		bool		in_b = j < b->n_hashed &&
			(i == a->n_hashed || b->buckets[j] <= a->buckets[i]);

		merged->buckets[n] = in_a ? a->buckets[i] : b->buckets[j];
		merged->hashed[n] = in_a ? a->hashed[i] : b->hashed[j];
		if (in_a && in_b)
			lg_ftrl_merge(&merged->hashed[n], &b->hashed[j]);

		/* opposite sums may cancel to zero */
		if (merged->hashed[n].z != 0.0 || merged->hashed[n].n != 0.0)
			n++;
		i += in_a;
		j += in_b;
	}
	merged->n_hashed = n;
}

/*
 * ftrl_merge_trans(ftrl_model, ftrl_model) -> ftrl_model, strict
 *
 * Also the combine function.  Error: models of other features or options.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_merge_trans);
Datum
logistic_ftrl_merge_trans(PG_FUNCTION_ARGS)
{
	FtrlDraft	a;
	FtrlDraft	b;
	FtrlDraft	merged;
	FtrlStatistics *sum = &merged.statistics;
	int			i;

	logistic_ftrl_draft(PG_GETARG_FTRL_MODEL(0), &a);
	logistic_ftrl_draft(PG_GETARG_FTRL_MODEL(1), &b);
	check_alike(&a, &b);
	match_labels(&a, &b);

	merged = a;
	merged.plain = palloc(Max(a.n_plain, 1) * sizeof(LgFtrlSum));
	for (i = 0; i < a.n_plain; i++)
	{
		merged.plain[i] = a.plain[i];
		lg_ftrl_merge(&merged.plain[i], &b.plain[i]);
	}
	merge_buckets(&merged, &a, &b);
	sum->nobs += b.statistics.nobs;
	sum->n_skipped += b.statistics.n_skipped;
	sum->n_positive += b.statistics.n_positive;
	sum->sum_weights += b.statistics.sum_weights;
	sum->sum_weights_positive += b.statistics.sum_weights_positive;
	sum->sum_loss += b.statistics.sum_loss;
	PG_RETURN_POINTER(logistic_ftrl_build(&merged));
}
