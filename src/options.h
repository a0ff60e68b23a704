/*-------------------------------------------------------------------------
 *
 * options.h
 *		The SQL type logistic_options: how a fit is to be done.
 *
 * A value is one flat piece of bytes in two parts.  The row's part (weight,
 * offset) may differ from row to row; the constant part has to be the same
 * in all rows of a fit, which logistic_options_same() tells at the price of
 * comparing memory.  Behind the struct lie the strings, each followed by a
 * zero byte: the positive label if there is one, then feature and level of
 * each reference, ordered by feature.
 *
 * Equal options are equal bytes: padding is zero, -0.0 is stored as 0.0.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_OPTIONS_H
#define LOGISTIC_OPTIONS_H

#include "fmgr.h"

#include "model.h"

#define LOGISTIC_OPTIONS_VERSION	1	/* of the layout, in memory and sent */

typedef struct LogisticOptions
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int16		version;		/* LOGISTIC_OPTIONS_VERSION */

	/* the row's part */
	int8		weight_is_null; /* 1: the row is left out, "weight" is 0 */
	int8		offset_is_null; /* 1: the row is left out, the offset is 0 */
	double		weight;			/* finite, >= 0; 1 by default */
	double		logit_offset;	/* finite; 0 by default */

	/* the constant part */
	double		threshold;		/* between 0 and 1 */
	double		tolerance;		/* > 0, or 0: the solver's own */
	double		l2;				/* ridge penalty, finite, >= 0 */
	int32		max_iterations; /* Newton steps, from 1 on */
	int8		has_intercept;	/* 0 or 1 */
	int8		on_null;		/* LogisticPolicy */
	int8		on_new_level;	/* LogisticPolicy */
	int8		is_standardised;	/* penalised columns are: 0 or 1 */
	int32		positive_length;	/* of the positive label, -1 if none */
	int32		n_references;	/* pairs of feature and level */
	char		strings[FLEXIBLE_ARRAY_MEMBER];
} LogisticOptions;

/*
 * The funnel: every function that takes logistic_options gets them here,
 * detoasted and checked for their version.
 */
extern const LogisticOptions *logistic_options_get(Datum datum);
#define PG_GETARG_LOGISTIC_OPTIONS(n) logistic_options_get(PG_GETARG_DATUM(n))

/* Raises an error of the given SQLSTATE for bytes of another format. */
extern void logistic_options_check_version(int version, int sqlstate);

/* What a call without options gets, in the current memory context. */
extern const LogisticOptions *logistic_options_default(void);

/* Is the row left out for a NULL weight or offset? */
static inline bool
logistic_options_skip_row(const LogisticOptions *options)
{
	return options->weight_is_null || options->offset_is_null;
}

/* Do two values agree in their constant part? */
extern bool logistic_options_same(const LogisticOptions *a,
								  const LogisticOptions *b);

/* The positive label, NULL if not given; it lies in the options. */
extern const char *logistic_options_positive(const LogisticOptions *options);

/* The reference level of a feature, NULL if not given. */
extern const char *logistic_options_reference(const LogisticOptions *options,
											  const char *feature);

/*
 * The i-th reference, for i from 0 to n_references - 1: its level, and its
 * feature by pointer.  Both lie in the options.
 */
extern const char *logistic_options_nth_reference(const LogisticOptions *options,
												  int i, const char **feature);

/* The name of a policy; "fallback" is what it is called in its option. */
extern const char *logistic_policy_name(LogisticPolicy policy,
										const char *fallback);

/*
 * A draft: what options are built from, with values not yet checked.  The
 * strings belong to the caller; the builder copies.
 */
typedef struct LogisticReference
{
	const char *feature;
	const char *level;
} LogisticReference;

typedef struct LogisticOptionsDraft
{
	double		weight;
	double		logit_offset;
	bool		weight_is_null;
	bool		offset_is_null;
	bool		has_intercept;
	double		threshold;
	bool		has_tolerance;	/* else the solver has its own */
	double		tolerance;
	double		max_iterations; /* a whole number */
	double		l2;
	bool		is_standardised;
	const char *on_null;		/* name of the policy */
	const char *on_new_level;	/* name of the policy */
	const char *positive;		/* or NULL */
	int			n_references;
	LogisticReference *references;	/* in any order; will be sorted */
} LogisticOptionsDraft;

/* Fills a draft with the defaults. */
extern void logistic_options_draft(LogisticOptionsDraft *draft);

/* Checks a draft and lays it out, in the current memory context. */
extern LogisticOptions *logistic_options_build(LogisticOptionsDraft *draft);

/* The checks of what may differ by row, for use without a draft. */
extern double logistic_options_weight(double weight);
extern double logistic_options_offset(double logit_offset);

struct JsonbContainer;

/* Reads {"feature": "level", ...} into a draft. */
extern void logistic_options_read_references(LogisticOptionsDraft *draft,
											 struct JsonbContainer *json);

#endif							/* LOGISTIC_OPTIONS_H */
