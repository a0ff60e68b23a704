/*-------------------------------------------------------------------------
 *
 * model_terms.h
 *		The terms within a logistic_model: how features are built from inputs.
 *
 * An input is a value that a row supplies.  A variable is an input as it is,
 * or a function of one.  A feature is a term of the formula, a product of
 * variables: its factors.  Its columns, the model's terms, are the products of
 * one column of each factor; the column of the first factor varies fastest.
 *
 * The columns of a factor:
 *
 *		number			one, or as many as the function makes
 *		boolean			one, 1 where it is true
 *		category, bins	one for each level, or each but the reference
 *		array, set		one for each element; it has no other factor beside it
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_TERMS_H
#define LOGISTIC_MODEL_TERMS_H

#include "core/terms/function.h"
#include "model/model.h"
#include "model/model_factor.h"

/* The level of a category input for rows without a value. */
#define LOGISTIC_MISSING_LEVEL	"(missing)"

/* The name of an input, or of an element of an array; palloc'd if need be. */
extern const char *logistic_model_input_name(const LogisticModel *model,
											 int input, int element);

/* The columns of a factor. */
extern int	logistic_model_factor_width(const LogisticModel *model,
										const LogisticFactor *factor);

/* The place of the reference among the levels of a category; -1: none. */
extern int	logistic_model_reference(const LogisticModel *model,
									 const LogisticModelVariable *variable);

#endif							/* LOGISTIC_MODEL_TERMS_H */
