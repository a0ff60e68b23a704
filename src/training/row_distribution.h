/*-------------------------------------------------------------------------
 *
 * row_distribution.h
 *		Where the rows of a training lie: means, binned shares, and the score.
 *
 * The variables are the model's features, an array's elements each on their
 * own, and last the score in log-odds.  The bins of a number lie between the
 * deciles of the training rows, those of a category are its levels and one
 * for all others.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROW_DISTRIBUTION_H
#define LOGISTIC_ROW_DISTRIBUTION_H

#include <math.h>

#include "access/htup.h"
#include "utils/array.h"

#include "score/score_plan.h"
#include "score/score_record.h"

/* One variable. */
typedef struct LogisticBinned
{
	const char *name;			/* of the feature or element; of the score
								 * LOGISTIC_SCORE_NAME */
	int			feature;		/* -1: the score */
	int			element;		/* of an array or a set, else 0 */
	bool		is_category;
	LogisticDictionary levels;	/* of a category */
	int			n_cuts;
	double		cuts[LOGISTIC_DECILES]; /* of a number, ascending, distinct */
	int			n_bins;
	double	   *weights;		/* [n_bins], of the rows in each bin */
	double		sum;			/* weighted, of the finite values ... */
	double		sum_weights;	/* ... and of their weights */
} LogisticBinned;

#define LOGISTIC_SCORE_NAME "(score)"

typedef struct LogisticDistribution
{
	MemoryContext context;		/* of all this */
	const LogisticModel *model; /* NULL: sums that were read from bytes */
	LogisticScoreRecord record;
	LogisticScorePlan *plan;	/* for records of that type */
	double	   *elements;		/* scratch, for the longest array */
	int			n_variables;
	LogisticBinned *variables;
} LogisticDistribution;

/*
 * Adds a number to a variable: a bin is what lies above one cut and up to the
 * next.  All cuts are compared: a branch to stop early could not be predicted.
 */
static inline void
logistic_binned_add(LogisticBinned *variable, double x, double weight)
{
	int			bin = 0;
	int			i;

	for (i = 0; i < variable->n_cuts; i++)
		bin += x > variable->cuts[i];
	variable->weights[bin] += weight;
	if (isfinite(x))
	{
		variable->sum += weight * x;
		variable->sum_weights += weight;
	}
}

/*
 * Empty bins for a model, which is copied.  The deciles of the score are
 * given, or NULL where they are unknown.
 */
extern LogisticDistribution *
			logistic_distribution_make(const LogisticModel *model,
										const double *score_deciles,
										MemoryContext context);

/*
 * Adds a row of some weight.  Its columns have the names of features; where
 * "names" is not NULL, these are the names of its columns.
 */
extern void logistic_distribution_add(LogisticDistribution *distribution,
									  HeapTupleHeader row, ArrayType *names,
									  double weight, double offset);

/*
 * The same of a row whose values, in the order of the model's features, have
 * the types of a plan of that model.
 */
extern void logistic_distribution_add_values(LogisticDistribution *distribution,
											 LogisticScorePlan *plan,
											 const NullableDatum *row,
											 double weight, double offset);

/* Adds the rows of another distribution of the same model. */
extern void logistic_distribution_merge(LogisticDistribution *distribution,
										const LogisticDistribution *from);

/* The sums as bytes, and back; what adding rows needs is not written. */
extern bytea *logistic_distribution_write(const LogisticDistribution *distribution);
extern LogisticDistribution *logistic_distribution_read(bytea *bytes);

/*
 * The bins as a float8[] of some size: of each variable its mean, then the
 * shares of its bins; NaN where no row had a value.
 */
extern int	logistic_distribution_size(const LogisticDistribution *distribution);
extern ArrayType *
			logistic_distribution_to_array(const LogisticDistribution *distribution);

/* The numbers of a float8[]; NULL unless there are n, none of them NULL. */
extern const double *logistic_distribution_array(ArrayType *array, int n);

#endif							/* LOGISTIC_ROW_DISTRIBUTION_H */
