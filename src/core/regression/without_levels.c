/*-------------------------------------------------------------------------
 *
 * without_levels.c
 *		A regression whose categories have levels of one class.
 *
 * The rows of such levels are left out, with the levels' terms, and the rest
 * is fitted by itself: its maximum is the limit of the likelihood of all rows
 * (Geyer 2009, Electronic Journal of Statistics 3, 259-289).  What is left
 * out has probability 1 there, so the log-likelihood is that of the rest.
 *
 * Where the reference of a category is left out, another level takes its
 * place in the fit of the rest.  In terms of the user's reference, whose
 * coefficient a runs off, the intercept goes with a and the category's other
 * levels against it.
 *
 * All this holds if the levels explain why the rest determines fewer
 * coefficients than all rows do, that is if the ranks differ by their number.
 * If not, for instance where a number varies in the rows left out only, the
 * search for directions decides (separation.c).  So it does where counts do
 * not tell the sign of a term, if it is not too much work.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/without_levels.h"

#include <math.h>
#include <string.h>

#include "core/linalg/cholesky.h"
#include "core/numeric/cut.h"
#include "core/regression/estimates.h"
#include "core/regression/workspace.h"
#include "core/solver/one_class_levels.h"
#include "core/solver/separation_limits.h"

/* The fit of the rest and its place in the whole. */
typedef struct Rest
{
	LgLevels	levels;
	LgKeptRows	kept;
	LgRegression regression;	/* of the rest */
	LgTerm	   *terms;			/* [n_terms] its terms */
	int		   *place;			/* [n_terms of the whole] of a term in the
								 * rest, or -1 */
	bool	   *is_column;		/* [same] not aliased in the whole */
	bool	   *runs_off;		/* [same] without a limit in the rest */
	double	   *direction;		/* [same] in which the rest is separated */
	double		share;			/* of that direction, beside the levels' own */
	void	   *workspace;		/* of its fit */
} Rest;

/* Lays the arrays out; returns the bytes before the workspace of the fit. */
static size_t
lay_out(Rest *rest, const LgTerm *terms, int n_terms, char *base)
{
	size_t		n = n_terms;
	size_t		used = 0;
	char	   *levels = lg_cut(base, &used, lg_levels_size(terms, n_terms));
	char	   *kept = lg_cut(base, &used, lg_kept_rows_size(terms, n_terms));

	(void) levels;
	(void) kept;
	rest->terms = lg_cut(base, &used, n * sizeof(LgTerm));
	rest->place = lg_cut(base, &used, n * sizeof(int));
	rest->is_column = lg_cut(base, &used, n * sizeof(bool));
	rest->runs_off = lg_cut(base, &used, n * sizeof(bool));
	rest->direction = lg_cut(base, &used, n * sizeof(double));
	rest->workspace = lg_cut(base, &used, 0);
	return used;
}

/* Whether the levels of a question are worth a look. */
bool
lg_without_levels_applies(const LgRegression *question)
{
	int			j;

	if (question->rows->pass != NULL || question->softmax != NULL ||
		question->has_jeffreys || question->l1 > 0.0 || question->l2 > 0.0)
		return false;
	for (j = 0; j < question->n_terms; j++)
		if (question->terms[j].kind == LG_TERM_CODE)
			return true;
	return false;
}

/* The bytes of workspace before that of the fit of the rest. */
size_t
lg_without_levels_workspace(const LgRegression *question)
{
	Rest		rest;

	return lay_out(&rest, question->terms, question->n_terms, NULL);
}

/* The level that a term stands for. */
static const LgLevel *
level_of_term(const Rest *rest, const LgTerm *term)
{
	const LgLevels *levels = &rest->levels;

	return &levels->levels[levels->level_of[levels->first[term->column] +
											term->code]];
}

/* The reference of a column of codes, if it was left out; else NULL. */
static const LgLevel *
lost_reference(const Rest *rest, const LgTerm *term)
{
	const LgLevel *reference = &rest->levels.levels[term->column];

	return term->kind == LG_TERM_CODE && reference->round > 0 ? reference :
		NULL;
}

/*
 * How far the levels' own direction goes along a level: less for those found
 * later, whose indicators rows found earlier may contradict.
 */
static double
along_level(const Rest *rest, const LgLevel *level)
{
	return level->round == 0 ? 0.0 :
		level->class_sign * pow(4.0 * rest->levels.n_columns,
								1 - level->round);
}

/* Puts the question about the rest. */
static void
ask(Rest *rest, const LgFit *fit)
{
	const LgRegression *whole = fit->regression;
	LgRegression *regression = &rest->regression;
	int			n = 0;
	int			c;
	int			j;

	*regression = *whole;
	for (j = 0; j < whole->n_terms; j++)
	{
		const LgTerm *term = &whole->terms[j];

		rest->place[j] = -1;
		if (term->kind == LG_TERM_CODE && level_of_term(rest, term)->round > 0)
			continue;
		if (lost_reference(rest, term))
		{
			/* the first level that is left becomes the reference */
			for (c = 0; c < j; c++)
				if (whole->terms[c].kind == LG_TERM_CODE &&
					whole->terms[c].column == term->column &&
					level_of_term(rest, &whole->terms[c])->round == 0)
					break;
			if (c == j)
				continue;
		}
		rest->place[j] = n;
		rest->terms[n++] = *term;
	}
	regression->rows = &rest->kept.rows;
	regression->terms = rest->terms;
	regression->n_terms = n;
	regression->prevalence = 0.0;
}

/* Takes over how the rest is separated, if it is. */
static void
take_direction(Rest *rest, const LgFit *fit, LgStatus status)
{
	const LgRegression *regression = &rest->regression;
	int			j;

	for (j = 0; j < fit->regression->n_terms; j++)
	{
		rest->is_column[j] = rest->runs_off[j] = false;
		rest->direction[j] = 0.0;
	}
	for (j = 0; j < fit->maximum.n_columns; j++)
		rest->is_column[fit->maximum.columns[j]] = true;
	for (j = 0; j < fit->regression->n_terms; j++)
	{
		int			place = rest->place[j];

		if (status != LG_SEPARATED || place < 0)
			continue;
		rest->direction[j] = regression->direction[place];
		rest->runs_off[j] = rest->is_column[j] &&
			!isfinite(regression->estimate[place]);
	}
}

/*
 * Finds the share of the rest's direction that can be added without reversing
 * a row that the levels have separated.
 */
static void
join_direction(Rest *rest, const LgRegression *whole)
{
	const LgLevels *levels = &rest->levels;
	LgRows	   *rows = whole->rows;
	LgBlock		block;
	int			c;
	int			i;
	int			j;

	rest->share = 1.0;
	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
	{
		rows->check(rows->host);
		for (i = 0; i < block.n_rows; i++)
		{
			double		sign = block.labels[i] == whole->positive ? 1.0 : -1.0;
			double		along = 0.0;
			double		other = 0.0;

			for (c = 0; c < levels->n_columns; c++)
				along += sign *
					along_level(rest, &levels->levels[lg_level_at(levels, &block,
																  c, i)]);
			if (along == 0.0)
				continue;
			for (j = 0; j < whole->n_terms; j++)
				if (rest->direction[j] != 0.0)
					other += sign * rest->direction[j] *
						lg_term_raw(&whole->terms[j], &block, i);
			if (other < 0.0)
				rest->share = fmin(rest->share, 0.5 * along / -other);
		}
	}
}

/* The sign of a coefficient with two parts, of which the first diverges. */
static int
joined_sign(int sign, bool other_runs_off, double other)
{
	if (!other_runs_off)
		return sign;
	return isinf(other) && (other > 0.0 ? 1 : -1) == sign ? sign : 0;
}

/*
 * Fills the result of a term whose coefficient diverges together with levels;
 * "sign" is that of the divergence, 0 if it is not known.
 */
static void
answer_limit(LgRegression *whole, int term, int sign)
{
	whole->estimate[term] = sign == 0 ? NAN : sign * INFINITY;
	whole->std_error[term] = NAN;
}

/* Fills the results of a term, except its covariance. */
static void
answer_term(const Rest *rest, LgRegression *whole, int j)
{
	const LgTerm *term = &whole->terms[j];
	const LgLevel *reference = lost_reference(rest, term);
	const LgLevel *own = term->kind == LG_TERM_CODE ?
		level_of_term(rest, term) : NULL;
	int			place = rest->place[j];
	double		estimate = place < 0 ? 0.0 : rest->regression.estimate[place];
	int			sign = 0;
	int			c;

	whole->estimate[j] = estimate;
	whole->coefficient[j] = 0.0;
	whole->direction[j] = rest->share * rest->direction[j];
	if (place >= 0)
	{
		whole->coefficient[j] = rest->regression.coefficient[place];
		whole->std_error[j] = rest->regression.std_error[place];
	}
	if (own != NULL && own->round > 0)
	{
		whole->direction[j] += along_level(rest, own);
		sign = own->sign;
		if (reference != NULL)
		{
			whole->direction[j] -= along_level(rest, reference);
			sign = reference->sign == -sign ? sign : 0;
		}
		answer_limit(whole, j, sign);
	}
	else if (reference != NULL)
	{
		whole->direction[j] -= along_level(rest, reference);
		answer_limit(whole, j, joined_sign(-reference->sign, rest->runs_off[j],
										   estimate));
	}
	else if (term->kind == LG_TERM_INTERCEPT)
	{
		const LgLevel *first = NULL;

		for (c = 0; c < rest->levels.n_columns; c++)
		{
			const LgLevel *level = &rest->levels.levels[c];

			if (level->round == 0)
				continue;
			whole->direction[j] += along_level(rest, level);
			sign = first == NULL || sign == level->sign ? level->sign : 0;
			first = level;
		}
		if (first != NULL)
			answer_limit(whole, j, joined_sign(sign, rest->runs_off[j],
											   estimate));
	}
}

/*
 * Fills the results of all terms; false if a sign is missing that may be
 * found.
 */
static bool
answer_terms(const Rest *rest, LgRegression *whole)
{
	bool		is_known = true;
	int			j;

	for (j = 0; j < whole->n_terms; j++)
	{
		if (!rest->is_column[j])
			continue;
		answer_term(rest, whole, j);
		if (isnan(whole->estimate[j]))
			is_known = false;
	}
	return is_known ||
		!lg_recession_is_worthwhile(whole->row_counts.n_rows, whole->rank,
									rest->levels.n_removed);
}

/* Takes over the covariance of the terms that have a finite estimate. */
static void
answer_covariance(const Rest *rest, LgRegression *whole)
{
	const LgRegression *regression = &rest->regression;
	int			i;
	int			j;

	for (j = 0; j < whole->n_terms; j++)
	{
		int			row = rest->place[j] < 0 ? -1 :
			regression->covariance_row[rest->place[j]];

		if (row < 0 || !isfinite(whole->estimate[j]))
			continue;
		whole->covariance_row[j] = whole->covariance_rows++;
		for (i = 0; i <= j; i++)
			if (whole->covariance_row[i] >= 0)
			{
				int			column =
					regression->covariance_row[rest->place[i]];

				whole->covariance[LG_PACKED(whole->covariance_row[j],
											whole->covariance_row[i])] =
					regression->covariance[column <= row ?
										   LG_PACKED(row, column) :
										   LG_PACKED(column, row)];
			}
	}
}

/* Takes over the profiles of the terms that have a finite estimate. */
static void
answer_profiles(const Rest *rest, LgRegression *whole)
{
	const LgRegression *regression = &rest->regression;
	int			j;
	int			k;

	if (!whole->wants_profile)
		return;
	whole->series_length = regression->series_length;
	for (j = 0; j < whole->n_terms; j++)
	{
		int			place = isfinite(whole->estimate[j]) &&
			regression->series_length > 0 ? rest->place[j] : -1;

		for (k = 0; k < LG_PROFILE_LENGTH; k++)
			whole->series[(size_t) j * LG_PROFILE_LENGTH + k] = place < 0 ?
				NAN : regression->series[(size_t) place * LG_PROFILE_LENGTH + k];
	}
}

/*
 * Looks for levels of one class, once the columns of the whole are settled,
 * and if there are any fits the rest by "fit_kept".  True if that has
 * answered the question of the whole: then the status is LG_SEPARATED.  The
 * workspace has lg_without_levels_workspace() bytes, and those of the fit.
 */
bool
lg_without_levels_fit(LgFit *fit, LgFitFunction fit_kept, void *workspace,
					  LgStatus *status)
{
	LgRegression *whole = fit->regression;
	const LgDesign *design = &fit->maximum.design;
	char	   *place = workspace;
	Rest		rest;

	(void) lay_out(&rest, whole->terms, whole->n_terms, workspace);
	lg_levels_start(&rest.levels, design, place);
	lg_levels_find(&rest.levels);
	if (rest.levels.n_removed == 0 || rest.levels.n_kept == 0)
		return false;
	place += (lg_levels_size(whole->terms, whole->n_terms) + 63) / 64 * 64;
	lg_kept_rows_start(&rest.kept, &rest.levels, whole->terms, whole->n_terms,
					   place);
	ask(&rest, fit);
	if (rest.regression.n_terms == 0)
		return false;
	*status = fit_kept(&rest.regression, rest.workspace);
	if ((*status != LG_OK && *status != LG_SEPARATED) ||
		whole->rank - rest.regression.rank != rest.levels.n_removed)
		return false;
	take_direction(&rest, fit, *status);
	lg_levels_sign(&rest.levels, whole->terms, whole->n_terms, rest.runs_off);
	rest.share = 1.0;
	if (*status == LG_SEPARATED)
		join_direction(&rest, whole);
	if (!answer_terms(&rest, whole))
	{
		lg_estimates_clear(whole);
		return false;
	}
	answer_covariance(&rest, whole);
	answer_profiles(&rest, whole);
	whole->log_lik = rest.regression.log_lik;
	whole->n_iterations = rest.regression.n_iterations;
	whole->condition_number = rest.regression.condition_number;
	whole->n_clusters = rest.regression.n_clusters;
	*status = LG_SEPARATED;
	return true;
}
