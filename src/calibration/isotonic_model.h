/*-------------------------------------------------------------------------
 *
 * isotonic_model.h
 *		The SQL type isotonic_model: a non-decreasing step function of a score.
 *
 * A value is one flat piece of bytes: the header, then low[n], high[n] and
 * value[n] in ascending order of the scores.  Equal models are equal bytes:
 * padding is zero, -0.0 is stored as 0.0.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ISOTONIC_MODEL_H
#define LOGISTIC_ISOTONIC_MODEL_H

#include "fmgr.h"

#define LOGISTIC_ISOTONIC_VERSION	1	/* of the layout and the JSON form */

typedef struct LogisticIsotonic
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int16		version;		/* LOGISTIC_ISOTONIC_VERSION */
	int16		reserved;		/* must be zero */
	int32		n_blocks;		/* at least 1 */
	int32		reserved2;		/* must be zero */
	double		numbers[FLEXIBLE_ARRAY_MEMBER]; /* [3 * n_blocks] */
} LogisticIsotonic;

/* The funnel: detoasted and checked for its version. */
extern const LogisticIsotonic *logistic_isotonic_get(Datum datum);
#define PG_GETARG_LOGISTIC_ISOTONIC(n) \
	logistic_isotonic_get(PG_GETARG_DATUM(n))

/* Room for a model of so many blocks, to be filled. */
extern LogisticIsotonic *logistic_isotonic_make(int n_blocks);

static inline const double *
logistic_isotonic_low(const LogisticIsotonic *model)
{
	return model->numbers;
}

static inline const double *
logistic_isotonic_high(const LogisticIsotonic *model)
{
	return model->numbers + model->n_blocks;
}

static inline const double *
logistic_isotonic_value(const LogisticIsotonic *model)
{
	return model->numbers + 2 * (Size) model->n_blocks;
}

/* Sets the i-th block of a model in the making. */
static inline void
logistic_isotonic_set(LogisticIsotonic *model, int i, double low, double high,
					  double value)
{
	/* adding zero leaves no -0.0 */
	model->numbers[i] = low + 0.0;
	model->numbers[model->n_blocks + i] = high + 0.0;
	model->numbers[2 * (Size) model->n_blocks + i] = value + 0.0;
}

#endif							/* LOGISTIC_ISOTONIC_MODEL_H */
