/*-------------------------------------------------------------------------
 *
 * model_factor.h
 *		Variables and factors of a model with a formula, as they are stored.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_FACTOR_H
#define LOGISTIC_MODEL_FACTOR_H

#include "model/model_string.h"

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

#endif							/* LOGISTIC_MODEL_FACTOR_H */
