/*-------------------------------------------------------------------------
 *
 * options.h
 *		The SQL type logistic_options: the options of a fit.
 *
 * A value is one flat piece of bytes.  The row's part (weight, offset,
 * cluster) may differ from row to row.  The constant part has to be the same
 * in all rows of a fit, which logistic_options_same() tells at the price of
 * comparing memory.  Behind the struct lie the texts and objects of the
 * constant part, then those of the row, each in the order of the option
 * table.
 *
 * Equal options are equal bytes: padding is zero, -0.0 is stored as 0.0.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_OPTIONS_H
#define LOGISTIC_OPTIONS_H

#include "fmgr.h"

#include "options/choices.h"
#include "pg/compat.h"

/* 2^53: a double cannot represent all larger whole numbers. */
#define LOGISTIC_LARGEST_COUNT	INT64CONST(9007199254740992)

/* The options, in the order of the constructor's arguments. */
typedef enum LogisticOptionId
{
	/* may differ from row to row; a NULL leaves the row out */
	LOGISTIC_OPTION_WEIGHT,
	LOGISTIC_OPTION_LOGIT_OFFSET,
	LOGISTIC_OPTION_FREQUENCY,
	LOGISTIC_OPTION_CLUSTER,
	LOGISTIC_OPTION_STRATA,

	/* the same in all rows of a fit; a NULL is the default */
	LOGISTIC_OPTION_INTERCEPT,
	LOGISTIC_OPTION_REFERENCE,
	LOGISTIC_OPTION_POSITIVE,
	LOGISTIC_OPTION_THRESHOLD,
	LOGISTIC_OPTION_ON_NULL,
	LOGISTIC_OPTION_ON_NEW_LEVEL,
	LOGISTIC_OPTION_MAX_ITERATIONS,
	LOGISTIC_OPTION_TOLERANCE,
	LOGISTIC_OPTION_L2,
	LOGISTIC_OPTION_STANDARDIZE,
	LOGISTIC_OPTION_STD_ERROR,
	LOGISTIC_OPTION_CLASS_WEIGHT,
	LOGISTIC_OPTION_PREVALENCE,
	LOGISTIC_OPTION_METHOD,
	LOGISTIC_OPTION_PROFILE,
	LOGISTIC_OPTION_L1,
	LOGISTIC_OPTION_LABEL,
	LOGISTIC_OPTION_NAMES,
	LOGISTIC_OPTION_TERMS,
	LOGISTIC_OPTION_MISSING,
	LOGISTIC_OPTION_MIN_LEVEL_ROWS,
	LOGISTIC_OPTION_BOUNDS
} LogisticOptionId;

#define LOGISTIC_N_ROW_OPTIONS	(LOGISTIC_OPTION_STRATA + 1)
#define LOGISTIC_N_OPTIONS		(LOGISTIC_OPTION_BOUNDS + 1)

#define LOGISTIC_OPTIONS_VERSION	1	/* of the layout, in memory and sent */

/* What a fit does with a row that lacks a feature. */
typedef enum LogisticMissing
{
	LOGISTIC_MISSING_DROP,		/* it is left out */
	LOGISTIC_MISSING_IMPUTE		/* the feature is filled in */
} LogisticMissing;

/* A text, with a zero byte behind it, or a Jsonb, behind the struct. */
typedef struct LogisticOptionBytes
{
	int32		start;			/* from the beginning of the value; 0 if none */
	int32		length;			/* without the zero byte; -1: not given */
} LogisticOptionBytes;

typedef struct LogisticOptions
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int16		version;		/* LOGISTIC_OPTIONS_VERSION */

	/* the row's part */
	int16		row_nulls;		/* bit 1 << id: that option is NULL, and the row
								 * is left out */
	int32		constant_size;	/* bytes before the row's texts */
	int32		reserved;		/* must be zero */
	double		weight;			/* finite, >= 0; 0 if NULL */
	double		logit_offset;	/* finite; 0 if NULL */
	double		frequency;		/* equal rows that the row stands for: whole,
								 * >= 0; 0 if NULL */
	LogisticOptionBytes cluster;	/* name of the row's cluster */
	LogisticOptionBytes strata; /* name of the row's stratum */

	/* the constant part */
	double		threshold;		/* between 0 and 1 */
	double		tolerance;		/* > 0, or 0: the solver's own */
	double		l1;				/* lasso penalty, finite, >= 0 */
	double		l2;				/* ridge penalty, finite, >= 0 */
	double		prevalence;		/* between 0 and 1, both excluded; 0: unknown */
	LogisticOptionBytes positive;	/* text of the positive label */
	LogisticOptionBytes reference;	/* Jsonb: feature -> reference level */
	LogisticOptionBytes label;	/* name of the label */
	LogisticOptionBytes names;	/* Jsonb: array of the features' names */
	LogisticOptionBytes terms;	/* the formula, see terms/formula.h */
	LogisticOptionBytes bounds; /* Jsonb: term or feature -> [lower, upper] */
	int32		max_iterations; /* Newton steps, from 1 on */
	int32		min_level_rows; /* levels of fewer rows are pooled; >= 0 */
	int8		has_intercept;	/* 0 or 1 */
	int8		on_null;		/* LogisticPolicy */
	int8		on_new_level;	/* LogisticPolicy */
	int8		is_standardised;	/* penalised columns are: 0 or 1 */
	int8		is_clustered;	/* every row has a cluster: 0 or 1 */
	int8		is_stratified;	/* every row has a stratum: 0 or 1 */
	int8		std_error;		/* LogisticStdError */
	int8		class_weight;	/* LogisticClassWeight */
	int8		method;			/* LogisticMethod */
	int8		wants_profile;	/* profile-likelihood intervals: 0 or 1 */
	int8		missing;		/* LogisticMissing */
	int8		padding[5];		/* must be zero */
	char		bytes[FLEXIBLE_ARRAY_MEMBER];
} LogisticOptions;

/*
 * The funnel: every function that takes logistic_options gets them here,
 * detoasted and checked for their version.
 */
extern const LogisticOptions *logistic_options_get(Datum datum);
#define PG_GETARG_LOGISTIC_OPTIONS(n) logistic_options_get(PG_GETARG_DATUM(n))

/* The options that a text describes, in the current memory context. */
extern const LogisticOptions *logistic_options_read(const char *text);

/* Raises an error of the given SQLSTATE for bytes of another format. */
extern void logistic_options_check_version(int version, int sqlstate);

/* Is the row left out for a NULL weight, offset, frequency, cluster or stratum? */
static inline bool
logistic_options_skip_row(const LogisticOptions *options)
{
	return options->row_nulls != 0;
}

/* Is this option of the row NULL? */
static inline bool
logistic_options_is_null(const LogisticOptions *options, LogisticOptionId id)
{
	return (options->row_nulls & (1 << id)) != 0;
}

/* Is there a penalty? */
static inline bool
logistic_options_has_penalty(const LogisticOptions *options)
{
	return options->l1 > 0 || options->l2 > 0;
}

/* A text or Jsonb of options, NULL if not given; it lies in the options. */
static inline const char *
logistic_options_bytes(const LogisticOptions *options,
					   const LogisticOptionBytes *bytes)
{
	return bytes->length < 0 ? NULL : (const char *) options + bytes->start;
}

/* The name of the row's cluster, NULL if none; it lies in the options. */
static inline const char *
logistic_options_cluster(const LogisticOptions *options)
{
	return logistic_options_bytes(options, &options->cluster);
}

/* The name of the row's stratum, NULL if none; it lies in the options. */
static inline const char *
logistic_options_strata(const LogisticOptions *options)
{
	return logistic_options_bytes(options, &options->strata);
}

/* The positive label, NULL if not given; it lies in the options. */
static inline const char *
logistic_options_positive(const LogisticOptions *options)
{
	return logistic_options_bytes(options, &options->positive);
}

/* The name of the label, NULL if not given; it lies in the options. */
static inline const char *
logistic_options_label(const LogisticOptions *options)
{
	return logistic_options_bytes(options, &options->label);
}

/* The formula, NULL if not given; it lies in the options. */
static inline const char *
logistic_options_terms(const LogisticOptions *options)
{
	return logistic_options_bytes(options, &options->terms);
}

/* How many features have names that are given; 0 if they are not. */
extern int	logistic_options_n_names(const LogisticOptions *options);

/* The name of the i-th feature, in the current memory context. */
extern const char *logistic_options_name(const LogisticOptions *options,
										 int i);

/* Complains of a name among options for a query, whose columns have names. */
pg_noreturn extern void logistic_options_report_name(const char *option);

/* Do two values agree in their constant part? */
extern bool logistic_options_same(const LogisticOptions *a,
								  const LogisticOptions *b);

/*
 * The reference level of a feature, in the current memory context; NULL if
 * not given.
 */
/* The features that the option "reference" names. */
extern List *logistic_options_references(const LogisticOptions *options);

extern const char *logistic_options_reference(const LogisticOptions *options,
											  const char *feature);

/* Bounds of a coefficient, on the user's scale; infinite: there is none. */
typedef struct LogisticBound
{
	const char *name;			/* of the term or the feature */
	double		lower;
	double		upper;			/* >= lower */
} LogisticBound;

/* The bounds, in the current memory context; *n is 0 if there are none. */
extern LogisticBound *logistic_options_bounds(const LogisticOptions *options,
											  int *n);

/* The default kind of standard errors of a fit with these options. */
extern LogisticStdError logistic_options_usual_error(const LogisticOptions *options);

#endif							/* LOGISTIC_OPTIONS_H */
