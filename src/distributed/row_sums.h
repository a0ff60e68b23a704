/*-------------------------------------------------------------------------
 *
 * row_sums.h
 *		Sums by which passes of a distributed fit tell if rows have changed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROW_SUMS_H
#define LOGISTIC_ROW_SUMS_H

#include "lib/stringinfo.h"

#include "pass/pass_question.h"

/* The first sums; behind them is one for each input of the question. */
enum
{
	LOGISTIC_SUM_OF_LABELS,
	LOGISTIC_SUM_OF_WEIGHTS,
	LOGISTIC_SUM_OF_OFFSETS,
	LOGISTIC_SUM_OF_INPUTS
};

/*
 * Sums over rows of (1 + y) v, where y is the label, 0 or 1, and v a value of
 * the row: so a label cannot move from one row to another unseen.
 */
typedef struct LogisticRowSums
{
	int			n;				/* LOGISTIC_SUM_OF_INPUTS and one per input */
	double	   *sums;			/* [n], of (1 + y) v */
	double	   *sizes;			/* [n], of (1 + y) |v| */
} LogisticRowSums;

/* Empty sums, in the current memory context. */
extern void logistic_row_sums_make(LogisticRowSums *sums, int n_inputs);

/* Adds n values of a column, which belong to rows with these labels. */
extern void logistic_row_sums_numbers(LogisticRowSums *sums, int i,
									  const double *values,
									  const uint8 *labels, int n);
extern void logistic_row_sums_codes(LogisticRowSums *sums, int i,
									const uint16 *values,
									const uint8 *labels, int n);

/* Adds a row to the sums of labels and of weights as the row has them. */
static inline void
logistic_row_sums_label(LogisticRowSums *sums, double label, double weight,
						double frequency)
{
	sums->sums[LOGISTIC_SUM_OF_LABELS] += label * frequency;
	sums->sizes[LOGISTIC_SUM_OF_LABELS] += frequency;
	weight *= 1.0 + label;
	sums->sums[LOGISTIC_SUM_OF_WEIGHTS] += weight;
	sums->sizes[LOGISTIC_SUM_OF_WEIGHTS] += weight;
}

/* Adds other sums of the same question. */
extern void logistic_row_sums_merge(LogisticRowSums *sums,
									const LogisticRowSums *other);

/* Are they sums of the same rows, up to rounding? */
extern bool logistic_row_sums_same(const LogisticRowSums *a,
								   const LogisticRowSums *b);

/* To bytes and back. */
extern Size logistic_row_sums_size(const LogisticRowSums *sums);
extern void logistic_row_sums_write(const LogisticRowSums *sums,
									StringInfo buf);
extern void logistic_row_sums_read(LogisticRowSums *sums, StringInfo buf);

#endif							/* LOGISTIC_ROW_SUMS_H */
