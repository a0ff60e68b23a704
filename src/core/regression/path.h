/*-------------------------------------------------------------------------
 *
 * path.h
 *		A regression for one penalty after the other, from rows to estimates.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PATH_H
#define LG_PATH_H

#include "core/regression/regression_fit.h"

/* The path between two of its points. */
typedef struct LgPath
{
	LgFit		fit;			/* of the point before */
	bool		is_started;		/* there is one, or the rows were measured */
	bool		is_refused;		/* fits by themselves are needed */
	bool		is_in_doubles;	/* double-double only where doubles do not do:
								 * nobody looks at the last digits */
	LgDd	   *beta;			/* [columns that take part], its maximum, */
	double	   *information;	/* packed, and that of the likelihood there, */
	bool		has_information;	/* if it is known */
	double		last_l1;
	double		last_l2;
	double		null_log_lik;
} LgPath;

extern bool lg_path_applies(const LgPath *path,
							const LgRegression *regression);
extern size_t lg_path_workspace(const LgRegression *question);
extern bool lg_path_fit(LgPath *path, LgRegression *regression,
						void *workspace, LgStatus *status);

#endif							/* LG_PATH_H */
