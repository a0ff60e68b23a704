/*-------------------------------------------------------------------------
 *
 * model_layout.h
 *		Where the parts of a logistic_model lie: for its builder and accessors only.
 *
 * Values are stored, so no struct of theirs may change unnoticed: another
 * layout has another LOGISTIC_MODEL_VERSION.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_LAYOUT_H
#define LOGISTIC_MODEL_LAYOUT_H

#include "model/model.h"

StaticAssertDecl(ALIGNOF_DOUBLE < 8 ||
				 (offsetof(LogisticModel, hash) == 56 &&
				  offsetof(LogisticModel, threshold) == 104 &&
				  offsetof(LogisticModel, estimation) == 112 &&
				  offsetof(LogisticModel, statistics) == 168 &&
				  sizeof(LogisticModel) == 248),
				 "logistic_model has another header: change its version");
StaticAssertDecl(ALIGNOF_DOUBLE < 8 ||
				 (sizeof(LogisticFeature) == 80 &&
				  sizeof(LogisticModelVariable) == 32 &&
				  sizeof(LogisticFactor) == 8 &&
				  sizeof(LogisticTerm) == 72 &&
				  sizeof(LogisticLevel) == 24 &&
				  sizeof(LogisticSummary) == 104),
				 "logistic_model has other parts: change its version");

/* Where the parts of a value begin, and where they end. */
typedef struct LogisticModelLayout
{
	Size		features;
	Size		inputs;
	Size		variables;
	Size		factors;
	Size		terms;
	Size		levels;
	Size		summaries;
	Size		covariance;
	Size		profile;
	Size		parameters;
	Size		strings;
} LogisticModelLayout;

/* The numbers of a packed lower triangle. */
static inline Size
logistic_triangle(int n)
{
	return (Size) n * (n + 1) / 2;
}

static pg_attribute_always_inline void
logistic_model_layout(const LogisticModel *model, LogisticModelLayout *layout)
{
	layout->features = MAXALIGN(sizeof(LogisticModel));
	layout->inputs = layout->features +
		model->n_features * sizeof(LogisticFeature);
	layout->variables = layout->inputs +
		model->n_inputs * sizeof(LogisticFeature);
	layout->factors = layout->variables +
		model->n_variables * sizeof(LogisticModelVariable);
	layout->terms = layout->factors +
		model->n_factors * sizeof(LogisticFactor);
	layout->levels = layout->terms + model->n_terms * sizeof(LogisticTerm);
	layout->summaries = layout->levels +
		model->n_levels * sizeof(LogisticLevel);
	layout->covariance = layout->summaries +
		model->n_summaries * sizeof(LogisticSummary);
	layout->profile = layout->covariance +
		logistic_triangle(model->covariance_rows) * sizeof(double);
	layout->parameters = layout->profile +
		(Size) model->n_terms * model->profile_length * sizeof(double);
	layout->strings = layout->parameters +
		model->n_parameters * sizeof(double);
}

#endif							/* LOGISTIC_MODEL_LAYOUT_H */
