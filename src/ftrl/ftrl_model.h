/*-------------------------------------------------------------------------
 *
 * ftrl_model.h
 *		The SQL type ftrl_model: the sums of an online learner, as a value.
 *
 * Layout of the value:
 *
 *		FtrlModel header
 *		FtrlFeature[n_features]
 *		FtrlCross[n_crosses]
 *		LgFtrlSum[n_plain]			coordinates that are not hashed: the
 *									intercept, numbers, booleans, elements
 *		LgFtrlSum[n_hashed]			of the buckets below
 *		uint32[n_hashed]			buckets that have learnt, ascending
 *		strings						each followed by a zero byte
 *
 * Buckets that no row has changed are not there.  Equal models are equal
 * bytes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FTRL_MODEL_H
#define LOGISTIC_FTRL_MODEL_H

#include "fmgr.h"

#include "core/online/ftrl.h"
#include "model/model.h"

#define FTRL_MODEL_VERSION	1	/* of the layout, the JSON and the bytes sent */

#define FTRL_BITS_DEFAULT	18
#define FTRL_PLAIN_LIMIT	100000	/* coordinates that are not hashed */
#define FTRL_CROSSES_LIMIT	1000

typedef enum FtrlKind
{
	FTRL_NUMBER,				/* one coordinate of its own */
	FTRL_BOOLEAN,				/* the same, with 1 for true and 0 for false */
	FTRL_ARRAY,					/* of numbers: one coordinate per element */
	FTRL_CATEGORY,				/* hashed, with value 1 */
	FTRL_TOKENS					/* array of text: each element is hashed */
} FtrlKind;

typedef struct FtrlFeature
{
	LogisticString name;		/* as printed: without SQL quoting */
	int32		kind;			/* FtrlKind */
	int32		first_plain;	/* its coordinates, for the first three kinds */
	int32		n_plain;		/* 1, or the length of the array; else 0 */
	int32		reserved;		/* must be zero */
} FtrlFeature;

/* Two features whose every combination is hashed as well. */
typedef struct FtrlCross
{
	int32		first;			/* index of a feature */
	int32		second;
} FtrlCross;

/* What has been seen so far; weighted sums where it says so. */
typedef struct FtrlStatistics
{
	int64		nobs;			/* rows learnt from */
	int64		n_skipped;		/* rows left out for a NULL */
	int64		n_positive;		/* rows of class 1 */
	double		sum_weights;
	double		sum_weights_positive;
	double		sum_loss;		/* weighted log losses, each of a row that the
								 * model had not learnt from yet */
} FtrlStatistics;

typedef struct FtrlModel
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int16		version;		/* FTRL_MODEL_VERSION */
	int8		label_kind;		/* LogisticLabelKind */
	int8		has_intercept;	/* 0 or 1; then plain coordinate 0 is it */
	int32		bits;			/* 2^bits buckets */
	int32		n_features;
	int32		n_crosses;
	int32		n_plain;
	int32		n_hashed;
	int32		reserved;		/* must be zero */
	uint64		hash;			/* see logistic_value_hash */
	LgFtrlRates rates;
	FtrlStatistics statistics;
	LogisticString label;		/* name of the label */
	LogisticString negative;	/* label value of class 0; empty if unknown */
	LogisticString positive;	/* label value of class 1; empty if unknown */
} FtrlModel;

extern const FtrlFeature *logistic_ftrl_features(const FtrlModel *model);
extern const FtrlCross *logistic_ftrl_crosses(const FtrlModel *model);
extern const LgFtrlSum *logistic_ftrl_plain(const FtrlModel *model);
extern const LgFtrlSum *logistic_ftrl_hashed(const FtrlModel *model);
extern const uint32 *logistic_ftrl_buckets(const FtrlModel *model);
extern const char *logistic_ftrl_string(const FtrlModel *model,
										LogisticString string);
extern const char *logistic_ftrl_feature_name(const FtrlModel *model,
											  int feature);

/*
 * The funnel: every function that takes an ftrl_model gets it here,
 * detoasted and checked for its version.
 */
extern const FtrlModel *logistic_ftrl_get(Datum datum);
#define PG_GETARG_FTRL_MODEL(n) logistic_ftrl_get(PG_GETARG_DATUM(n))

/*
 * A draft: what a model is built from, with ordinary pointers that belong to
 * the caller.
 */
typedef struct FtrlDraft
{
	LogisticLabelKind label_kind;
	const char *label;			/* printed name */
	const char *negative;		/* label values, or NULL: unknown */
	const char *positive;
	bool		has_intercept;
	int			bits;
	LgFtrlRates rates;
	FtrlStatistics statistics;
	int			n_features;
	FtrlFeature *features;		/* their names are given beside them */
	const char **feature_names;
	int			n_crosses;
	FtrlCross  *crosses;
	int			n_plain;
	LgFtrlSum  *plain;
	int			n_hashed;		/* in ascending order of bucket */
	LgFtrlSum  *hashed;
	uint32	   *buckets;
} FtrlDraft;

/* Lays a draft out as a value, in the current memory context. */
extern FtrlModel *logistic_ftrl_build(const FtrlDraft *draft);

/* The draft of a model that exists; its arrays are the model's own. */
extern void logistic_ftrl_draft(const FtrlModel *model, FtrlDraft *draft);

/*
 * Exchanges the classes of a draft: the gradients of one are minus those of
 * the other.  Its arrays are copied first.
 */
extern void logistic_ftrl_turn_over(FtrlDraft *draft);

/*
 * Gives the features of a draft their plain coordinates, by their kinds and
 * numbers of elements, and counts them; an error if they are too many.
 */
extern void logistic_ftrl_place_features(FtrlDraft *draft);

/* The checks of a draft's rates and size; "option" words as in SQL. */
extern void logistic_ftrl_check(const FtrlDraft *draft);

#endif							/* LOGISTIC_FTRL_MODEL_H */
