/*-------------------------------------------------------------------------
 *
 * class_weights.c
 *		The likelihood with class weights, and the prevalence correction of it.
 *
 * Balanced weights multiply those of a class by W / (K W_class), W the sum
 * of the weights and K the number of classes: all weigh W/K, and the sum stays
 * (King & Zeng 2001, Political Analysis 9, 137-163; scikit-learn's
 * 'balanced').
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/class_weights.h"

#include <math.h>
#include <stddef.h>

#include "core/numeric/doubledouble.h"

/* The class of a label code. */
static int
class_of(const LgClassWeights *balance, uint8_t label)
{
	return balance->softmax ? balance->softmax->classes.class_of[label] :
		label == balance->positive;
}

static void
rewind_balanced(void *host)
{
	LgClassWeights *balance = host;

	balance->source->rewind(balance->source->host);
}

static bool
next_balanced(void *host, LgBlock *block)
{
	LgClassWeights *balance = host;
	int			i;

	if (!balance->source->next(balance->source->host, block))
		return false;
	for (i = 0; i < block->n_rows; i++)
		balance->weights[i] = (block->weights ? block->weights[i] : 1.0) *
			balance->factor[class_of(balance, block->labels[i])];
	block->weights = balance->weights;
	return true;
}

static int64_t
skip_balanced(void *host, int64_t n_rows)
{
	LgClassWeights *balance = host;

	return balance->source->skip(balance->source->host, n_rows);
}

static void
check_balanced(void *host)
{
	LgClassWeights *balance = host;

	balance->source->check(balance->source->host);
}

static void
step_balanced(void *host, int n_steps, double length)
{
	LgClassWeights *balance = host;

	balance->source->step(balance->source->host, n_steps, length);
}

/*
 * LgRows: makes a pass over rows that lie elsewhere; the weights are
 * multiplied there.
 */
static const LgTotals *
pass_balanced(void *host, const LgPass *pass)
{
	LgClassWeights *balance = host;
	const LgTotals *totals;

	balance->pass = *pass;
	balance->pass.class_weights = balance->factor;
	totals = balance->source->pass(balance->source->host, &balance->pass);
	balance->balanced->n_rows = balance->source->n_rows;
	balance->balanced->sample = balance->source->sample;
	return totals;
}

/* The sums of the weights of the classes, which come as zero. */
static void
sum_weights(const LgClassWeights *balance, LgDd *sum)
{
	LgRows	   *source = balance->source;
	LgDesign	design = {.rows = source, .positive = balance->positive};
	LgPass		pass = {.kind = LG_PASS_MEASURE, .design = &design};
	const LgTotals *totals = lg_pass_elsewhere(&pass);
	LgBlock		block;
	int			i;

	if (totals)
	{
		sum[1] = totals->row_counts.sum_weights_positive;
		sum[0] = lg_dd_subtract(totals->row_counts.sum_weights, sum[1]);
		return;
	}
	source->rewind(source->host);
	while (source->next(source->host, &block))
		for (i = 0; i < block.n_rows; i++)
			lg_dd_accumulate_double(&sum[class_of(balance, block.labels[i])],
									block.weights ? block.weights[i] : 1.0);
}

/*
 * Scans the source for the weights of the classes, and opens it as balanced
 * rows.  A class without rows changes nothing.
 */
void
lg_class_weights_start(LgClassWeights *balance, LgRows *source, int positive,
					   const LgSoftmax *softmax, LgRows *balanced)
{
	LgDd		sum[LG_CLASSES_LIMIT] = {{0.0, 0.0}};
	LgDd		total = {0.0, 0.0};
	int			n_classes = softmax ? softmax->classes.n_classes : 2;
	int			class;

	balance->source = source;
	balance->balanced = balanced;
	balance->positive = positive;
	balance->softmax = softmax;
	sum_weights(balance, sum);
	for (class = 0; class < n_classes; class++)
		lg_dd_accumulate(&total, sum[class]);
	for (class = 0; class < n_classes; class++)
	{
		double		weight = lg_dd_double(sum[class]);

		balance->factor[class] = weight > 0.0 && weight < total.hi ?
			total.hi / (n_classes * weight) : 1.0;
	}
	balanced->host = balance;
	balanced->n_rows = source->n_rows;
	balanced->rewind = rewind_balanced;
	balanced->next = next_balanced;
	balanced->skip = skip_balanced;
	balanced->check = check_balanced;
	balanced->step = source->step ? step_balanced : NULL;
	balanced->pass = source->pass ? pass_balanced : NULL;
	balanced->sample = NULL;
}

/*
 * What to add to the intercept when the share of successes in the rows is
 * "share" and that in the population is the prevalence t (King & Zeng 2001,
 * eq. 7):
 *
 *		-ln[(1-t)/t * share/(1-share)]
 *
 * Special cases: 0 when the share is 0 or 1 and corrects nothing.
 */
double
lg_class_weights_correction(double prevalence, double share)
{
	if (!(share > 0.0 && share < 1.0))
		return 0.0;
	return (log(prevalence) - log1p(-prevalence)) -
		(log(share) - log1p(-share));
}
