/*-------------------------------------------------------------------------
 *
 * sandwich.h
 *		Heteroskedasticity- and cluster-robust (sandwich) covariance.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SANDWICH_H
#define LG_SANDWICH_H

#include "core/data/pass.h"
#include "core/status.h"

/* What is asked for, and scratch; arrays belong to the caller. */
typedef struct LgSandwich
{
	LgMeat		meat;
	bool		is_clustered;	/* then HC0 or HC1 */
	void	   *table;			/* of clusters, any bytes; see sandwich.c */
	size_t		table_size;		/* at least LG_SANDWICH_TABLE(n_columns) */
	LgDd	   *square;			/* [n_columns * (n_columns + 1)] scratch */
	int64_t		n_rows;			/* answer: that took part */
	int64_t		n_clusters;		/* answer */
} LgSandwich;

/* The smallest table: room for a few clusters at a time. */
#define LG_SANDWICH_TABLE(n_columns) \
	((size_t) 16 * ((n_columns) + 1) * sizeof(double))

extern void lg_sandwich_pass(const LgPass *pass, LgDense *dense,
							 LgTotals *totals);
extern LgStatus lg_sandwich_covariance(const LgDesign *design, LgDense *dense,
									   const LgDd *beta, const LgDd *factor,
									   bool is_precise, LgSandwich *sandwich,
									   LgDd *covariance);

#endif							/* LG_SANDWICH_H */
