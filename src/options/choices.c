/*-------------------------------------------------------------------------
 *
 * choices.c
 *		Options that are a choice: method, standard errors, policies.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "options/choices.h"

const char *const logistic_method_words[] = {
	"mle", "firth", NULL
};

const char *const logistic_std_error_words[] = {
	"model", "HC0", "HC1", "HC2", "HC3", "none", NULL
};

const char *const logistic_class_weight_words[] = {
	"none", "balanced", NULL
};

const char *const logistic_on_null_words[] = {
	"null", "error", "mean", NULL
};

const char *const logistic_on_new_level_words[] = {
	"null", "error", "reference", NULL
};
