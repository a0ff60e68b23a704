/*-------------------------------------------------------------------------
 *
 * model_terms.h
 *		How the features of a model with a formula are built from its inputs.
 *
 * An input is what a row brings.  A variable is an input as it is, or a
 * function of one.  A feature is a term of the formula, a product of
 * variables: its factors.  Its columns, the model's terms, are the products
 * of one column of each factor; the column of the first factor varies
 * fastest.
 *
 * The columns of a factor:
 *
 *		number			one, or as many as the function makes
 *		boolean			one, 1 where it is true
 *		category, bins	one for each level, or each but the reference
 *		array			one for each element; it has no other factor beside it
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_TERMS_H
#define LOGISTIC_MODEL_TERMS_H

#include "core/terms/function.h"
#include "model/model.h"

/* The level of a category input for rows without a value. */
#define LOGISTIC_MISSING_LEVEL	"(missing)"

typedef struct LogisticModelVariable
{
	LogisticString name;		/* as printed: "spline(age, 4)" */
	int32		function;		/* LgFunctionKind */
	int32		input;			/* index of its input */
	int32		first_parameter;	/* of the function, or of a category the
									 * weight of evidence of each level ... */
	int32		n_parameters;	/* ... and how many */
	int32		n_columns;		/* numbers that it makes; 0: it is a category */
	int32		n_levels;		/* of a category, else 0 */
} LogisticModelVariable;

typedef struct LogisticFactor
{
	int32		variable;
	int32		is_full;		/* category: 1 a column for each level, 0 for
								 * each but the reference */
} LogisticFactor;

/* What a row brings: the inputs, or the features of a plain model. */
extern const LogisticFeature *logistic_model_inputs(const LogisticModel *model);
extern int	logistic_model_n_inputs(const LogisticModel *model);

/* The name of an input, or of an element of an array; palloc'd if need be. */
extern const char *logistic_model_input_name(const LogisticModel *model,
											 int input, int element);

/* Are the features built from inputs? */
static inline bool
logistic_model_has_formula(const LogisticModel *model)
{
	return model->n_inputs > 0;
}

extern const LogisticModelVariable *logistic_model_variables(const LogisticModel *model);
extern const LogisticFactor *logistic_model_factors(const LogisticModel *model);
extern const double *logistic_model_parameters(const LogisticModel *model);

/* The columns of a factor. */
extern int	logistic_model_factor_width(const LogisticModel *model,
										const LogisticFactor *factor);

/* The place of the reference among the levels of a category; -1: none. */
extern int	logistic_model_reference(const LogisticModel *model,
									 const LogisticModelVariable *variable);

#endif							/* LOGISTIC_MODEL_TERMS_H */
