/*-------------------------------------------------------------------------
 *
 * strata.h
 *		Rows in strata: one stratum at a time, and its pairs.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_STRATA_H
#define LG_STRATA_H

#include "core/data/design.h"

/*
 * Rows whose strata follow each other, each with both labels; arrays belong
 * to the caller.
 */
typedef struct LgStrata
{
	/* the question */
	LgRows	   *source;			/* blocks have the keys of strata */
	int			n_terms;
	const LgTerm *terms;		/* kind, column and code in the source */
	int			positive;		/* the label code of a case */
	int64_t		n_strata;
	int64_t		n_pairs;		/* sum of cases times controls */
	int			largest;		/* rows of the largest stratum */
	int			most_chosen;	/* the largest over the strata of min(cases,
								 * controls) */
	/* scratch */
	double	   *x;				/* [row * n_terms + term] of the stratum */
	double	   *z;				/* [row * n_terms + column], see likelihood */
	double	   *offset;			/* [largest] */
	double	   *score;			/* [largest] */
	bool	   *is_case;		/* [largest] */
	bool	   *is_kept;		/* [largest] */
	double	   *subsets;		/* [lg_strata_subsets()], see likelihood */
	double	   *differences;	/* [n_terms * LG_BLOCK_ROWS] */
	const double **columns;		/* [n_terms] of the differences */
	/* the stratum that is held */
	int			n_rows;
	int			n_cases;
	uint64_t	cluster;		/* that it lies in, or its own key */
	/* where the source is */
	LgBlock		block;
	int			at;				/* the next row of the block */
	/* pairs that were handed out */
	LgRows		pairs;			/* the rows that this is the host of */
	int			next_case;		/* of the stratum that is held */
	int			next_control;
	uint8_t		labels[LG_BLOCK_ROWS];
	double		offsets[LG_BLOCK_ROWS];
	uint64_t	clusters[LG_BLOCK_ROWS];
} LgStrata;

extern size_t lg_strata_workspace(const LgStrata *strata);
extern void lg_strata_start(LgStrata *strata, void *workspace);
extern bool lg_strata_next(LgStrata *strata);

/* The numbers that the likelihood of a stratum needs, for n columns. */
static inline size_t
lg_strata_subsets(const LgStrata *strata, int n)
{
	return (size_t) (strata->most_chosen + 1) *
		(1 + n + (size_t) n * (n + 1) / 2);
}

#endif							/* LG_STRATA_H */
