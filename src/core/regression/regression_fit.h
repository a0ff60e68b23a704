/*-------------------------------------------------------------------------
 *
 * regression_fit.h
 *		A logistic regression: what is asked, what was found, and the work.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_REGRESSION_FIT_H
#define LG_REGRESSION_FIT_H

#include "core/inference/profile.h"
#include "core/inference/sandwich.h"
#include "core/likelihood/penalty.h"
#include "core/likelihood/softmax.h"
#include "core/solver/conjugate_gradient.h"
#include "core/solver/lasso.h"
#include "core/solver/maximize.h"
#include "core/status.h"

/*
 * The Newton step at which the passes in doubles end: the largest change of
 * any row's score.  What is left after such a step is its square.
 */
#define LG_DEFAULT_TOLERANCE	1e-10

/*
 * A covariance of more terms is large (16 MB), slow to compute and hardly ever
 * read: a fit by conjugate gradients should skip it.  Then it makes no
 * matrices at all.
 */
#define LG_COVARIANCE_LIMIT		2000

/*
 * The question and the answer.  Arrays of the answer lie in the workspace;
 * NaN stands for a number that does not exist.
 */
typedef struct LgRegression
{
	/* the question */
	LgRows	   *rows;
	const LgKernel *kernel;		/* for this machine, see kernel.h */
	int			n_terms;
	LgTerm	   *terms;			/* kind, column and code; the rest is filled */
	bool		has_intercept;	/* then the first term is it */
	int			positive;		/* the label code that is a success */
	LgSoftmax  *softmax;		/* more than two classes, and then the terms of
								 * all equations, by term; else NULL.  It has
								 * n_classes, n_equations and class_of, the
								 * rest is filled.  With l1 the baseline has
								 * an equation too, which stays NaN */
	struct LgStrata *strata;	/* of the conditional likelihood, whose pairs the
								 * rows are; NULL: there are none, or pairs
								 * alone */
	int			max_iterations;
	double		tolerance;
	double		l1;				/* of the penalty, see penalty.h */
	double		l2;
	bool		is_standardised;
	bool		has_jeffreys;		/* Firth's method: Jeffreys' prior */
	bool		wants_profile;	/* profile-likelihood intervals */
	bool		skips_covariance;	/* no covariance, nor what follows from it:
									 * standard errors, a ridge's degrees of
									 * freedom, the condition number */
	LgSolver	solver;			/* of a ridge; for tests, else automatic */
	const double *lower;		/* [n_terms] bounds of the coefficients, on the */
	const double *upper;		/* user's scale, maybe infinite; or both NULL */
	signed char *bound;			/* [n_terms], with bounds: the caller's room for
								 * which one is active, -1 lower, 1 upper, 0 */
	double		prevalence;		/* of successes, to correct the intercept for; 0:
								 * as in the rows */
	LgMeat		meat;			/* of the covariance, see sandwich.h */
	bool		is_clustered;
	void	   *cluster_table;	/* the clusters' scratch */
	size_t		cluster_table_size;

	/* the answer */
	LgRowCounts	row_counts;
	int			n_iterations;	/* Newton steps */
	int			rank;			/* columns that are not aliased, of all
								 * equations */
	double		effective_df;	/* rank, or the trace that a ridge leaves of it */
	double		log_lik;		/* without the penalty */
	double		null_log_lik;
	double		condition_number;
	double	   *estimate;		/* [n_terms], maybe infinite, NaN if none */
	double	   *std_error;		/* [n_terms], NaN if none */
	double	   *coefficient;	/* [n_terms], finite: the part that stays
								 * finite under separation */
	double	   *direction;		/* [n_terms], in which the score diverges under
								 * separation; else 0 */
	int		   *covariance_row; /* [n_terms], -1 if it has none */
	int			covariance_rows;
	int64_t		n_clusters;		/* that the covariance comes from */
	double	   *statistic;		/* [n_terms], chi-square of Firth's method; NaN
								 * if none */
	double	   *series;			/* [n_terms * LG_PROFILE_LENGTH], see profile.h */
	int			series_length;	/* 0: there are none */
	double	   *covariance;		/* packed over covariance rows */
} LgRegression;

/* All that a fit needs beside its question and answer. */
typedef struct LgFit
{
	LgRegression *regression;
	LgMaximum	maximum;
	LgPenalty	penalty;
	LgSandwich	sandwich;
	LgProfile	profile;
	LgLasso		lasso;
	LgTruncated truncated;
	int		   *sign;			/* [n_terms], of the infinity to which a term
								 * diverges */
	LgMoments  *moments;		/* [n_terms] */
} LgFit;

#endif							/* LG_REGRESSION_FIT_H */
