/*-------------------------------------------------------------------------
 *
 * options.h
 *		The SQL type logistic_options: how a fit is to be done.
 *
 * A value is one flat piece of bytes in two parts.  The row's part (weight,
 * offset, cluster) may differ from row to row; the constant part has to be
 * the same in all rows of a fit, which logistic_options_same() tells at the
 * price of comparing memory.  Behind the struct lie the strings, each followed
 * by a zero byte: the positive label if there is one, feature and level of
 * each reference, ordered by feature, the name of the label and those of the
 * features if they are given, and last the row's cluster if there is one.
 *
 * Equal options are equal bytes: padding is zero, -0.0 is stored as 0.0.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_OPTIONS_H
#define LOGISTIC_OPTIONS_H

#include "fmgr.h"

#include "model/model.h"
#include "pg/compat.h"

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
	int32		cluster_length; /* of the cluster's name, -1 if none */
	int32		cluster_is_null;	/* 1: the row is left out */

	/* the constant part */
	double		threshold;		/* between 0 and 1 */
	double		tolerance;		/* > 0, or 0: the solver's own */
	double		l1;				/* lasso penalty, finite, >= 0 */
	double		l2;				/* ridge penalty, finite, >= 0 */
	double		prevalence;		/* between 0 and 1, both excluded; 0: unknown */
	int32		max_iterations; /* Newton steps, from 1 on */
	int8		has_intercept;	/* 0 or 1 */
	int8		on_null;		/* LogisticPolicy */
	int8		on_new_level;	/* LogisticPolicy */
	int8		is_standardised;	/* penalised columns are: 0 or 1 */
	int8		is_clustered;	/* every row has a cluster: 0 or 1 */
	int8		std_error;		/* LogisticStdError */
	int8		class_weight;	/* LogisticClassWeight */
	int8		method;			/* LogisticMethod */
	int8		wants_profile;	/* profile-likelihood intervals: 0 or 1 */
	int8		reserved[7];	/* must be zero */
	int32		positive_length;	/* of the positive label, -1 if none */
	int32		n_references;	/* pairs of feature and level */
	int32		label_length;	/* of the label's name, -1 if not given */
	int32		n_names;		/* of features; 0 if not given */
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

/* Is the row left out for a NULL weight, offset or cluster? */
static inline bool
logistic_options_skip_row(const LogisticOptions *options)
{
	return options->weight_is_null || options->offset_is_null ||
		options->cluster_is_null;
}

/* Is there a penalty? */
static inline bool
logistic_options_has_penalty(const LogisticOptions *options)
{
	return options->l1 > 0 || options->l2 > 0;
}

/* The bytes of a value without the row's cluster. */
static inline Size
logistic_options_size(const LogisticOptions *options)
{
	return VARSIZE(options) - (options->cluster_length + 1);
}

/* The name of the row's cluster, NULL if none; it lies in the options. */
static inline const char *
logistic_options_cluster(const LogisticOptions *options)
{
	return options->cluster_length < 0 ? NULL :
		(const char *) options + logistic_options_size(options);
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

/* The name of the label, NULL if not given; it lies in the options. */
extern const char *logistic_options_label(const LogisticOptions *options);

/*
 * The names of the features, n_names strings with a zero byte behind each;
 * they lie in the options.
 */
extern const char *logistic_options_names(const LogisticOptions *options);

/* Steps over n strings that follow each other. */
extern const char *logistic_skip_strings(const char *s, int n);

/* Complains of a name among options for a query, whose columns have names. */
pg_noreturn extern void logistic_options_report_name(const char *option);

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
	bool		is_clustered;
	const char *cluster;		/* NULL: the row is left out, if clustered */
	bool		has_intercept;
	double		threshold;
	bool		has_tolerance;	/* else the solver has its own */
	double		tolerance;
	double		max_iterations; /* a whole number */
	double		l1;
	double		l2;
	bool		is_standardised;
	const char *std_error;		/* kind of errors; NULL: what goes with the rest */
	const char *class_weight;	/* name of the weights */
	const char *method;			/* its name */
	bool		wants_profile;
	bool		has_prevalence; /* else the rows have the share they have */
	double		prevalence;
	const char *on_null;		/* name of the policy */
	const char *on_new_level;	/* name of the policy */
	const char *positive;		/* or NULL */
	int			n_references;
	LogisticReference *references;	/* in any order; will be sorted */
	const char *label;			/* name of the label, or NULL */
	int			n_names;
	const char **names;			/* of the features, in order */
} LogisticOptionsDraft;

/* Fills a draft with the defaults. */
extern void logistic_options_draft(LogisticOptionsDraft *draft);

/* Checks that the names of a draft are there and differ. */
extern void logistic_options_check_names(const LogisticOptionsDraft *draft);

/* Checks a draft and lays it out, in the current memory context. */
extern LogisticOptions *logistic_options_build(LogisticOptionsDraft *draft);

/*
 * A copy of options that have no cluster, with one, in the current memory
 * context.
 */
extern LogisticOptions *logistic_options_with_cluster(const LogisticOptions *options,
													  const char *cluster,
													  int length);

/* The kind of errors that a fit with these options has unless told. */
extern LogisticStdError logistic_options_usual_error(const LogisticOptions *options);

/* The checks of what may differ by row, for use without a draft. */
extern double logistic_options_weight(double weight);
extern double logistic_options_offset(double logit_offset);

struct JsonbContainer;

/* Reads {"feature": "level", ...} into a draft. */
extern void logistic_options_read_references(LogisticOptionsDraft *draft,
											 struct JsonbContainer *json);

/* Reads ["name", ...] into a draft. */
extern void logistic_options_read_names(LogisticOptionsDraft *draft,
										struct JsonbContainer *json);

#endif							/* LOGISTIC_OPTIONS_H */
