/*-------------------------------------------------------------------------
 *
 * model_words.c
 *		The words of the written form of a model for its enums.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "model/model_json.h"

/* The place of a word is the value of its enum. */
const char *const logistic_status_words[] = {
	"one_class", "separated", "max_iterations", "converged", "given", NULL
};

/* By LogisticBoundSide. */
const char *const logistic_bound_words[] = {
	"none", "lower", "upper", NULL
};

const char *const logistic_label_words[] = {
	"boolean", "number", "text", NULL
};

const char *const logistic_feature_words[] = {
	"number", "boolean", "category", "array", "set", NULL
};
