/*-------------------------------------------------------------------------
 *
 * held_terms.c
 *		A regression with terms held at a value, and their gradient.
 *
 * A term that is held at v adds v x to the score of a row, as an offset does:
 * the other terms are fitted as if it were one.
 *
 * The gradient of the log-likelihood along term j is
 *
 *		sum of w (y - p) x_j
 *
 * If an intercept is free, sum of w (y - p) is zero at the maximum, and x_j
 * less its mean gives the same with less rounding.  So does the score, made of
 * numbers less their means.  Rows that a direction separates have p = y.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/held_terms.h"

#include <math.h>

/* A separating direction is zero on a row below this share of its terms. */
#define ZERO_DIRECTION	1e-12

static void
rewind_held(void *host)
{
	LgHeldTerms *held = host;

	held->source->rewind(held->source->host);
}

/* Adds coefficient times (x - centre) to one number per row. */
static void
add_term(const LgTerm *term, const LgBlock *block, double coefficient,
		 double centre, double *sums)
{
	int			i;

	switch (term->kind)
	{
		case LG_TERM_INTERCEPT:
			for (i = 0; i < block->n_rows; i++)
				sums[i] += coefficient;
			break;
		case LG_TERM_NUMBER:
			for (i = 0; i < block->n_rows; i++)
				sums[i] += coefficient *
					(block->numbers[term->column][i] - centre);
			break;
		case LG_TERM_CODE:
			for (i = 0; i < block->n_rows; i++)
				if (block->codes[term->column][i] == term->code)
					sums[i] += coefficient;
			break;
	}
}

static bool
next_held(void *host, LgBlock *block)
{
	LgHeldTerms *held = host;
	int			i;
	int			j;

	if (!held->source->next(held->source->host, block))
		return false;
	for (i = 0; i < block->n_rows; i++)
		held->offsets[i] = block->offsets ? block->offsets[i] : 0.0;
	for (j = 0; j < held->n_terms; j++)
		if (!held->is_free[j] && held->value[j] != 0.0)
			add_term(&held->terms[j], block, held->value[j], 0.0,
					 held->offsets);
	block->offsets = held->offsets;
	return true;
}

static int64_t
skip_held(void *host, int64_t n_rows)
{
	LgHeldTerms *held = host;

	return held->source->skip(held->source->host, n_rows);
}

static void
check_held(void *host)
{
	LgHeldTerms *held = host;

	held->source->check(held->source->host);
}

static void
step_held(void *host, int n_steps, double length)
{
	LgHeldTerms *held = host;

	held->source->step(held->source->host, n_steps, length);
}

/*
 * The rows for a fit of the free terms: those of the source as they are if
 * every other term is held at zero.
 */
LgRows *
lg_held_terms_rows(LgHeldTerms *held, LgRows *source)
{
	int			j;

	held->source = source;
	held->rows = *source;
	held->rows.host = held;
	held->rows.rewind = rewind_held;
	held->rows.next = next_held;
	held->rows.skip = skip_held;
	held->rows.check = check_held;
	held->rows.step = source->step ? step_held : NULL;
	for (j = 0; j < held->n_terms; j++)
		if (!held->is_free[j] && held->value[j] != 0.0)
			return &held->rows;
	return source;
}

/* What is subtracted from a term: the mean of a number, else 0. */
static double
centre_of(const LgTerm *term)
{
	return term->kind == LG_TERM_NUMBER && isfinite(term->mean) ?
		term->mean : 0.0;
}

/* What the rows have in common in their scores: coefficients times means. */
static double
common_score(const LgHeldTerms *held, const double *coefficient)
{
	LgDd		sum = lg_dd(0.0);
	int			j;

	for (j = 0; j < held->n_terms; j++)
		if (held->terms[j].kind == LG_TERM_NUMBER)
			lg_dd_accumulate(&sum, lg_dd_product(coefficient[j],
												 centre_of(&held->terms[j])));
	return lg_dd_double(sum);
}

/*
 * Fills w (y - p) of a block's rows, at coefficients of all terms; 0 where the
 * direction, if there is one, separates the row.
 */
static void
find_residuals(const LgHeldTerms *held, const LgBlock *block, int positive,
			   const double *coefficient, const double *direction,
			   double common, double *residuals)
{
	double		score[LG_BLOCK_ROWS];
	int			i;
	int			j;

	for (i = 0; i < block->n_rows; i++)
		score[i] = common + (block->offsets ? block->offsets[i] : 0.0);
	for (j = 0; j < held->n_terms; j++)
		if (coefficient[j] != 0.0)
			add_term(&held->terms[j], block, coefficient[j],
					 centre_of(&held->terms[j]), score);
	for (i = 0; i < block->n_rows; i++)
	{
		double		sign = block->labels[i] == positive ? 1.0 : -1.0;

		residuals[i] = (block->weights ? block->weights[i] : 1.0) * sign /
			(1.0 + exp(sign * score[i]));
	}
	for (i = 0; direction && i < block->n_rows; i++)
	{
		double		along = 0.0;
		double		size = 0.0;

		for (j = 0; j < held->n_terms; j++)
			if (direction[j] != 0.0)
			{
				double		product = direction[j] *
					lg_term_raw(&held->terms[j], block, i);

				along += product;
				size += fabs(product);
			}
		if (fabs(along) > ZERO_DIRECTION * size)
			residuals[i] = 0.0;
	}
}

/*
 * The gradient along the terms that are held, in a pass over all rows, and
 * the sums of the absolute values that it is made of.
 */
void
lg_held_terms_gradient(const LgHeldTerms *held, int positive,
					   const double *coefficient, const double *direction,
					   LgDd *gradient, double *size)
{
	LgRows	   *rows = held->source;
	bool		is_centred = held->n_terms > 0 && held->is_free[0] &&
		held->terms[0].kind == LG_TERM_INTERCEPT;
	double		common = common_score(held, coefficient);
	double		residuals[LG_BLOCK_ROWS];
	LgBlock		block = {0};
	int			i;
	int			j;

	for (j = 0; j < held->n_terms; j++)
	{
		gradient[j] = lg_dd(0.0);
		size[j] = 0.0;
	}
	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
	{
		rows->check(rows->host);
		find_residuals(held, &block, positive, coefficient, direction, common,
					   residuals);
		for (j = 0; j < held->n_terms; j++)
		{
			const LgTerm *term = &held->terms[j];
			double		centre = is_centred ? centre_of(term) : 0.0;
			double		sum = 0.0;

			if (held->is_free[j])
				continue;
			for (i = 0; i < block.n_rows; i++)
			{
				double		part = residuals[i] *
					(lg_term_raw(term, &block, i) - centre);

				sum += part;
				size[j] += fabs(part);
			}
			lg_dd_accumulate_double(&gradient[j], sum);
		}
	}
}
