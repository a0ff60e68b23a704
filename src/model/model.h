/*-------------------------------------------------------------------------
 *
 * model.h
 *		The SQL type logistic_model: one flat value, and its draft.
 *
 * A model is born as a LogisticDraft (ordinary pointers, easy to fill), is
 * laid out once by logistic_model_build(), and is read in place ever after
 * through the accessors below, without parsing and without a copy.  Only
 * model_parts.c and model_build.c know where things lie (model_layout.h).
 *
 * Layout of the value:
 *
 *		LogisticModel header
 *		LogisticFeature[n_features]
 *		LogisticFeature[n_inputs]		what the features are built from
 *		LogisticModelVariable[n_variables]	functions of inputs, see model_terms.h
 *		LogisticFactor[n_factors]		of all features, in a row
 *		LogisticTerm[n_terms]
 *		LogisticLevel[n_levels]			levels of all categories, in a row
 *		LogisticSummary[n_summaries]	training summaries, in a row
 *		double[covariance_length]		packed lower triangle, see below
 *		double[n_terms][profile_length]	series of profile intervals, by term
 *		double[n_parameters]			of all variables, in a row
 *		strings							UTF-8 or server encoding, each
 *										followed by a zero byte
 *
 * A plain model scores its features as they come.  One with a formula (the
 * option "terms") has features that are the terms of the formula, and builds
 * them from its inputs: model_terms.h.
 *
 * Two equal models are equal bytes: padding is zero, -0.0 is stored as 0.0
 * and a missing number is one and the same NaN.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_H
#define LOGISTIC_MODEL_H

#include "fmgr.h"

#include "model/model_factor.h"
#include "options/choices.h"
#include "pg/compat.h"
#include "pg/kinds.h"

#define LOGISTIC_MODEL_VERSION	1	/* of the layout and of the JSON form */

#define LOGISTIC_DECILES		9	/* the 10th, 20th, ... 90th percentile */

/* How the fit ended; the order is that of precedence. */
typedef enum LogisticStatus
{
	LOGISTIC_ONE_CLASS,
	LOGISTIC_SEPARATED,
	LOGISTIC_MAX_ITERATIONS,
	LOGISTIC_CONVERGED,
	LOGISTIC_GIVEN				/* written by hand, never fitted */
} LogisticStatus;

/* How the numbers were made. */
typedef struct LogisticEstimation
{
	double		l1;				/* of the penalty, >= 0 */
	double		l2;				/* of the penalty, >= 0 */
	double		prevalence;		/* that the intercept is corrected for; NaN:
								 * it is not */
	int64		n_clusters;		/* of the standard errors; -1: not clustered */
	int64		n_strata;		/* of a conditional fit; -1: it is none */
	int64		n_strata_left;	/* strata of one label, left out; else 0 */
	int8		method;			/* LogisticMethod */
	int8		std_error;		/* LogisticStdError */
	int8		class_weight;	/* LogisticClassWeight */
	int8		is_standardised;	/* penalised columns are: 0 or 1 */
	int8		is_bounded;		/* coefficients had bounds: 0 or 1 */
	int8		reserved[3];	/* must be zero */
} LogisticEstimation;

/* The plain fit: maximum likelihood, errors of the model. */
extern void logistic_estimation_init(LogisticEstimation *estimation);

/* Numbers that the fit reports; NaN or -1 where there are none. */
typedef struct LogisticStatistics
{
	int64		nobs;			/* rows used; -1 in a model written by hand */
	int64		n_skipped;		/* rows left out for a NULL */
	int64		n_positive;		/* rows used with a positive label */
	double		sum_weights;	/* of the rows used */
	double		log_lik;		/* at the estimate; the supremum if separated */
	double		null_log_lik;	/* of intercept and offset alone */
	double		condition_number;	/* of the scaled, weighted columns */
	double		effective_df;	/* rank, or what a penalty leaves of it */
	int32		iterations;		/* Newton steps */
	int32		rank;			/* estimable terms, intercept included */
	int32		null_rank;		/* 1 with an intercept, else 0 */
	int32		reserved;		/* must be zero */
} LogisticStatistics;

/* Summary of one numeric column over the training rows. */
typedef struct LogisticSummary
{
	double		mean;			/* weighted; of a boolean: share of true */
	double		std_dev;		/* weighted, population */
	double		min;
	double		max;
	double		deciles[LOGISTIC_DECILES];	/* ascending, of a subsample */
} LogisticSummary;

typedef struct LogisticFeature
{
	LogisticString name;		/* as printed: without SQL quoting */
	LogisticString expression;	/* as SQL, quoted where needed */
	int32		kind;			/* LogisticFeatureKind */
	int32		first_term;		/* its terms are consecutive ... */
	int32		n_terms;		/* ... and may be none */
	int32		first_level;	/* category: its levels, reference included; set:
								 * its elements, in the order of its terms */
	int32		n_levels;		/* category, set: how many, else 0 */
	int32		first_summary;	/* number, boolean, array: its summaries */
	int32		n_summaries;	/* elements of an array, else 1; category, set 0 */
	int32		first_factor;	/* built from inputs: its factors ... */
	int32		n_factors;		/* ... and how many; else 0 */
	int32		reference;		/* an input category: the place of its reference
								 * among its levels, from 1; 0: none */
	int32		other;			/* category, set: the place of the level that
								 * stands for rare and new ones, from 1; 0: none */
	int32		n_pooled;		/* category: rare levels that it stands for */
	int64		n_missing;		/* input: rows whose NULL was filled in, or had a
								 * weight of evidence */
	int64		reserved;		/* must be zero */
} LogisticFeature;

/* Which bound an estimate is held at, if any. */
typedef enum LogisticBoundSide
{
	LOGISTIC_BOUND_NONE,
	LOGISTIC_BOUND_LOWER,
	LOGISTIC_BOUND_UPPER
} LogisticBoundSide;

typedef struct LogisticTerm
{
	LogisticString name;		/* "(Intercept)", "age", "planpro", "x[3]" */
	double		estimate;		/* log-odds per unit; may be infinite; NaN is
								 * NULL */
	double		std_error;		/* NaN is NULL */
	double		coefficient;	/* what a score uses: finite; 0 if aliased */
	double		direction;		/* separated: the way to infinity, else 0 */
	int32		feature;		/* index of its feature, -1 the intercept */
	int32		level;			/* index into all levels, -1 if no level */
	int32		element;		/* array: 0, 1, ...; -1 otherwise */
	int32		covariance_row; /* row in the covariance, -1 if none */
	double		chi_square;		/* likelihood ratio of the estimate against 0, on
								 * 1 degree of freedom; NaN if not tested so */
	int32		bound;			/* LogisticBoundSide: where the estimate is held */
	int32		reserved;		/* must be zero */
} LogisticTerm;

typedef struct LogisticLevel
{
	LogisticString name;
	double		share;			/* weighted share of the training rows, those of
								 * a set may add up to more than 1; NaN if
								 * unknown */
	int32		term;			/* its term, -1 the reference or an input's */
	int32		reserved;		/* must be zero */
} LogisticLevel;

typedef struct LogisticModel
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int16		version;		/* LOGISTIC_MODEL_VERSION */
	int8		status;			/* LogisticStatus */
	int8		label_kind;		/* LogisticLabelKind */
	int8		on_null;		/* LogisticPolicy */
	int8		on_new_level;	/* LogisticPolicy */
	int8		has_intercept;	/* 0 or 1 */
	int8		has_offset;		/* fitted with an offset: 0 or 1 */
	int32		n_features;
	int32		n_terms;		/* intercept included */
	int32		n_levels;
	int32		n_summaries;
	int32		n_inputs;		/* 0: the features are the inputs */
	int32		n_variables;
	int32		n_factors;
	int32		n_parameters;
	int32		covariance_rows;	/* k; the triangle has k(k+1)/2 numbers */
	int32		profile_length; /* numbers of a term's series; 0: none */
	uint64		hash;			/* see logistic_value_hash */
	LogisticString label;		/* name of the label */
	LogisticString label_expression;	/* as SQL; may be empty */
	LogisticString negative;	/* label value of class 0; empty if unknown */
	LogisticString positive;	/* label value of class 1; empty if unknown */
	LogisticString formula;		/* the option "terms"; may be empty */
	double		threshold;		/* positive from this probability on */
	LogisticEstimation estimation;
	LogisticStatistics statistics;
} LogisticModel;

/*
 * Accessors.  The arrays lie in the model; element (i, j), j <= i, of the
 * covariance is logistic_model_covariance(m)[i * (i + 1) / 2 + j].
 */
extern const LogisticFeature *logistic_model_features(const LogisticModel *model);
extern const LogisticTerm *logistic_model_terms(const LogisticModel *model);
extern const LogisticLevel *logistic_model_levels(const LogisticModel *model);
extern const LogisticSummary *logistic_model_summaries(const LogisticModel *model);
extern const double *logistic_model_covariance(const LogisticModel *model);
extern const double *logistic_model_profile(const LogisticModel *model);
extern const char *logistic_model_string(const LogisticModel *model,
										 LogisticString string);
extern const char *logistic_status_name(LogisticStatus status);

/* The value of the label whose probability a score is; NULL if unknown. */
extern const char *logistic_model_positive(const LogisticModel *model);

/* Raises the error for a function of probabilities of a conditional fit. */
pg_noreturn extern void logistic_report_no_probability(const char *function);

/* A function of probabilities checks here that the model has them. */
static inline void
logistic_model_check_probability(const LogisticModel *model,
								 const char *function)
{
	if (unlikely(model->estimation.n_strata >= 0))
		logistic_report_no_probability(function);
}

/* "churned ~ age + plan", palloc'd (model_summary.c). */
extern char *logistic_model_formula(const LogisticModel *model);

/* What follows from the statistics (model_measures.c); NaN: does not exist. */
typedef struct LogisticMeasures
{
	double		deviance;
	double		null_deviance;
	int64		df_null;
	double		df_residual;	/* a whole number */
	double		aic;
	double		bic;
	double		mcfadden_r2;
	int			lr_df;			/* of the likelihood-ratio test */
	double		lr_statistic;
	double		lr_p_value;
} LogisticMeasures;

extern void logistic_model_measure(const LogisticModel *model,
								   LogisticMeasures *measures);
/* The training mean of a term; 0, or the reference, where it is unknown. */
extern double logistic_model_mean(const LogisticModel *model, int term);

/*
 * The funnel: every function that takes a logistic_model gets it here,
 * detoasted, aligned and checked for its version.
 */
extern const LogisticModel *logistic_model_get(Datum datum);
#define PG_GETARG_LOGISTIC_MODEL(n) logistic_model_get(PG_GETARG_DATUM(n))

/*
 * A draft: what a model is built from.  Strings and arrays belong to the
 * caller; the builder copies.  Features and terms are given in the order of
 * the fit; the structs are those above, except that their LogisticString
 * members are ignored and the names are given beside them.
 */
typedef struct LogisticDraft
{
	LogisticStatus status;
	LogisticLabelKind label_kind;
	LogisticPolicy on_null;
	LogisticPolicy on_new_level;
	bool		has_intercept;
	bool		has_offset;
	const char *label;			/* printed name; never NULL */
	const char *label_expression;	/* SQL, or NULL: quote the name */
	const char *negative;		/* label values, or NULL: unknown */
	const char *positive;
	const char *formula;		/* the option "terms", or NULL */
	double		threshold;
	LogisticEstimation estimation;
	LogisticStatistics statistics;
	int			n_inputs;		/* 0: the features are the inputs */
	LogisticFeature *inputs;
	const char **input_names;
	const char **input_expressions; /* an entry may be NULL: quote name */
	int			n_variables;
	struct LogisticModelVariable *variables;	/* see model_terms.h */
	const char **variable_names;
	int			n_factors;
	struct LogisticFactor *factors;
	int			n_parameters;
	double	   *parameters;
	int			n_features;
	LogisticFeature *features;
	const char **feature_names;
	const char **feature_expressions;	/* an entry may be NULL: quote name */
	int			n_terms;
	LogisticTerm *terms;
	const char **term_names;
	int			n_levels;
	LogisticLevel *levels;
	const char **level_names;
	int			n_summaries;
	LogisticSummary *summaries;
	int			covariance_rows;
	double	   *covariance;		/* packed lower triangle, or NULL */
	int			profile_length;
	int			profile_stride; /* distance of the series of two terms */
	double	   *profile;		/* by term; all NaN: it has none */
} LogisticDraft;

/* Lays a draft out as a value, in the current memory context. */
extern LogisticModel *logistic_model_build(const LogisticDraft *draft);

/* Computes the hash of a value anew, after a change. */
extern void logistic_model_rehash(LogisticModel *model);

/* What a row supplies: the inputs, or the features of a plain model. */
extern const LogisticFeature *logistic_model_inputs(const LogisticModel *model);
extern int	logistic_model_n_inputs(const LogisticModel *model);

/* Are the features built from inputs? */
static inline bool
logistic_model_has_formula(const LogisticModel *model)
{
	return model->n_inputs > 0;
}

/* The variables, factors and parameters of a formula. */
extern const LogisticModelVariable *logistic_model_variables(const LogisticModel *model);
extern const LogisticFactor *logistic_model_factors(const LogisticModel *model);
extern const double *logistic_model_parameters(const LogisticModel *model);

#endif							/* LOGISTIC_MODEL_H */
