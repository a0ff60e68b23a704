/*-------------------------------------------------------------------------
 *
 * pass.h
 *		A pass over the data: the shape of its totals, and how they add up.
 *
 * All that a fit needs of its rows are counts, sums and extremes, given a
 * point or a direction.  So a pass need not be made where the solver runs: it
 * is made where the rows lie, in parts, and the totals of the parts are
 * merged.  The solver does not notice.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PASS_H
#define LG_PASS_H

#include "core/data/design.h"
#include "core/data/key_question.h"
#include "core/data/sandwich_kind.h"

/* What is asked, and which of the totals answer it. */
typedef enum LgPassKind
{
	LG_PASS_MEASURE,			/* counts of rows, and moments */
	LG_PASS_CURVATURE,			/* at a point: n_rows, smallest margin; sums:
								 * log-likelihood, gradient, information */
	LG_PASS_CURVATURE_EXACT,	/* the same in double-double */
	LG_PASS_GRAM,				/* n_rows; sums: the cross product */
	LG_PASS_SURVEY,				/* of a candidate: rows of its overlap and
								 * smallest margin */
	LG_PASS_OVERLAP_GRAM,		/* of a candidate; sums: cross product of its
								 * overlap */
	LG_PASS_OVERLAP_RESIDUAL,	/* of a candidate and a direction; sums: what
								 * the direction leaves in the overlap */
	LG_PASS_SEPARATES,			/* of a direction: rows on its right side, and
								 * smallest margin among all that have one */
	LG_PASS_JOIN,				/* of two directions: smallest is the factor of
								 * the second */
	LG_PASS_CONE,				/* of a null space and a vector in it: largest
								 * product of a row with it; sums: that row, and
								 * by what share of it it may be off */
	LG_PASS_MEAT,				/* of a maximum: n_rows; sums: the meat of its
								 * sandwich; smallest is negative if there is
								 * none */
	LG_PASS_MISSING,			/* of the raw columns; sums: LG_MISSING_SUMS of
								 * each, see core/terms/missing.h */
	LG_PASS_KEY_COUNTS,			/* of ranges of a column's keys; sums: rows by
								 * the next bits, see order_statistics.h */
	LG_PASS_KEYS				/* the same; n_rows: how many are in the ranges;
								 * sums: their values, in no order */
} LgPassKind;

#define LG_MISSING_SUMS 4		/* of each raw column: how many values are
								 * missing, the weight of these rows, the sum of
								 * the others by weight, and their weight */

#define LG_NULL_LIMIT	16		/* no signs are sought in larger null spaces */

#define LG_PASS_KINDS	(LG_PASS_KEYS + 1)

/* All that the size of totals depends on. */
typedef struct LgPassShape
{
	LgPassKind	kind;
	int			n_terms;		/* LG_PASS_MEASURE: moments */
	size_t		n_sums;
} LgPassShape;

struct LgFilledRows;
struct LgTermRows;

/* A question; everything belongs to the one who asks. */
typedef struct LgPass
{
	LgPassKind	kind;
	const LgDesign *design;
	const LgDd *first;			/* [n_columns], point, candidate or direction;
								 * NULL: none */
	const LgDd *second;			/* [n_columns], the second direction; NULL */
	int			n_null;			/* LG_PASS_CONE: vectors of the null space */
	const LgDd *null_space;		/* [n_null * n_columns] */
	const LgDd *residual;		/* [n_null], a vector in it */
	LgMeat		meat;			/* LG_PASS_MEAT: its kind */
	bool		is_precise;		/* and whether it is in double-double */
	const LgDd *factor;			/* of the information, packed */
	const double *class_weights;	/* [2], of a failure and a success, to
									 * multiply the weights; NULL: both 1 */
	int			n_raw_columns;	/* LG_PASS_MISSING: of numbers and of codes ... */
	int			n_raw_numbers;	/* ... and those of numbers, which come first */
	const LgKeyQuestion *keys;	/* LG_PASS_KEY_COUNTS and LG_PASS_KEYS */
	const struct LgFilledRows *filled;	/* how missing values are filled in
										 * before all of the above; NULL: none
										 * are */
	const struct LgTermRows *terms; /* what adds the columns of terms; NULL */
} LgPass;

/* The answer; "moments" and "sums" belong to the caller. */
typedef struct LgTotals
{
	LgRowCounts	row_counts;		/* LG_PASS_MEASURE */
	LgMoments  *moments;		/* [n_terms], LG_PASS_MEASURE */
	int64_t		n_rows;			/* that the kind counts */
	double		smallest;		/* INFINITY if no row has one */
	double		largest;		/* 0 if no row has one */
	LgDd	   *sums;			/* [n_sums of the shape] */
} LgTotals;

extern LgPassShape lg_pass_shape(const LgPass *pass);
extern void lg_totals_clear(LgTotals *totals, const LgPassShape *shape);
extern void lg_totals_merge(LgTotals *totals, const LgTotals *other,
							const LgPassShape *shape);

/* Has the pass made where the rows are; NULL: they are here. */
static inline const LgTotals *
lg_pass_elsewhere(const LgPass *pass)
{
	LgRows	   *rows = pass->design->rows;

	return rows->pass ? rows->pass(rows->host, pass) : NULL;
}

#endif							/* LG_PASS_H */
