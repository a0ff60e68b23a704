/*-------------------------------------------------------------------------
 *
 * plot_effect.h
 *		The effect of a feature on the probability, as SVG.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PLOT_EFFECT_H
#define LOGISTIC_PLOT_EFFECT_H

#include "lib/stringinfo.h"

#include "model/model.h"

/* Can the feature be drawn?  Arrays and constant columns cannot. */
extern bool logistic_has_effect(const LogisticModel *model, int feature);

/* The largest probability of all pictures: their common scale ends there. */
extern double logistic_largest_effect(const LogisticModel *model);

extern void logistic_draw_effect(StringInfo svg, const LogisticModel *model,
								 int feature, double largest);

#endif							/* LOGISTIC_PLOT_EFFECT_H */
