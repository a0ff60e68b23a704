/*-------------------------------------------------------------------------
 *
 * torture.h
 *		Random data sets for the solver, and proofs of its answers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef TORTURE_H
#define TORTURE_H

#include "core/regression/regression.h"

#define MAX_NUMBERS	12			/* columns of numbers */
#define MAX_CLASSES	4
#define MAX_TERMS	((MAX_NUMBERS + 1) * MAX_CLASSES)

/* One data set, and how it is to be fitted; a function of its seed. */
typedef struct TortureSet
{
	uint64_t	seed;
	char		words[500];		/* what it is made of, for a report */
	int			n_rows;
	int			n_numbers;
	double	   *number[MAX_NUMBERS];	/* [n_rows], finite */
	uint8_t    *label;			/* [n_rows], 0 ... n_classes - 1 */
	double	   *weight;			/* [n_rows], positive; NULL: all are 1 */
	double	   *offset;			/* [n_rows]; NULL: all are 0 */
	int			n_classes;		/* 2: binary */
	bool		has_intercept;
	double		l1;
	double		l2;
	bool		is_standardised;
	bool		may_fail;		/* an answer may be out of the range of doubles */
} TortureSet;

/* The answer to a set. */
typedef struct TortureFit
{
	LgStatus	status;
	int			n_equations;
	int			n_coefficients; /* of an equation */
	double		estimate[MAX_CLASSES][MAX_NUMBERS + 1];	/* [equation][term] */
	double		coefficient[MAX_CLASSES][MAX_NUMBERS + 1];
	double		std_error[MAX_CLASSES][MAX_NUMBERS + 1];
	double		direction[MAX_CLASSES][MAX_NUMBERS + 1];
	int			n_iterations;
	double		log_lik;
	double		condition;		/* of the columns at unit length; NaN: unknown */
	double		n_passes;		/* rows read, in multiples of those there are */
} TortureFit;

extern double torture_random(uint64_t *state);
extern void torture_make(TortureSet *set, uint64_t seed, int max_rows);
extern void torture_reverse(const TortureSet *set, TortureSet *reversed);
extern void torture_free(TortureSet *set);
extern void torture_fit(const TortureSet *set, TortureFit *fit);
extern bool torture_check_scores(const TortureSet *set, const TortureFit *fit,
								 char *reason, size_t size);
extern bool torture_check_direction(const TortureSet *set,
									const TortureFit *fit, char *reason,
									size_t size);

#endif							/* TORTURE_H */
