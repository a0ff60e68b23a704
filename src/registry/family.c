/*-------------------------------------------------------------------------
 *
 * family.c
 *		The family of a registered model (binomial or multinomial), and its
 *		functions.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "registry/family.h"

static const char *const family_names[] = {"binomial", "multinomial"};

/* Functions that do the same for the two families. */
static const struct
{
	const char *binomial;
	const char *multinomial;
}			siblings[] = {
	{"logistic_predict", "multinomial_probabilities"},
	{"logistic_score", "multinomial_probabilities"},
	{"logistic_classify", "multinomial_predict"},
	{"logistic_explain", "multinomial_explain"},
	{"logistic_evaluate", "multinomial_evaluate"},
	{"logistic_report", "multinomial_report"},
	{"logistic_get", "multinomial_get"}
};

const char *
logistic_family_name(LogisticFamily family)
{
	return family_names[family];
}

LogisticFamily
logistic_family_read(const char *word)
{
	int			i;

	if (word == NULL)
		return LOGISTIC_FAMILY_BINOMIAL;
	for (i = 0; i < lengthof(family_names); i++)
		if (strcmp(word, family_names[i]) == 0)
			return (LogisticFamily) i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for \"%s\": \"%s\"", "family", word),
			 errhint("It is one of \"binomial\" and \"multinomial\".")));
	return LOGISTIC_FAMILY_BINOMIAL;	/* keep the compiler quiet */
}

/* The function of this family that does what another one does, or NULL. */
static const char *
find_sibling(LogisticFamily family, const char *function)
{
	int			i;

	for (i = 0; i < lengthof(siblings); i++)
	{
		const char *of_binomial = siblings[i].binomial;
		const char *of_multinomial = siblings[i].multinomial;

		if (family == LOGISTIC_FAMILY_MULTINOMIAL &&
			strcmp(of_binomial, function) == 0)
			return of_multinomial;
		if (family == LOGISTIC_FAMILY_BINOMIAL &&
			strcmp(of_multinomial, function) == 0)
			return of_binomial;
	}
	return NULL;
}

void
logistic_family_refuse(text *name, LogisticFamily family, Oid function)
{
	const char *called = get_func_name(function);
	const char *sibling = called ? find_sibling(family, called) : NULL;

	ereport(ERROR,
			(errcode(ERRCODE_WRONG_OBJECT_TYPE),
			 family == LOGISTIC_FAMILY_MULTINOMIAL ?
			 errmsg("model \"%s\" has many classes: it is of family \"%s\"",
					text_to_cstring(name), logistic_family_name(family)) :
			 errmsg("model \"%s\" has two classes: it is of family \"%s\"",
					text_to_cstring(name), logistic_family_name(family)),
			 sibling == NULL || strcmp(sibling, "logistic_get") == 0 ||
			 strcmp(sibling, "multinomial_get") == 0 ?
			 errhint("The functions for such a model begin with %s, as %sget does.",
					 family == LOGISTIC_FAMILY_MULTINOMIAL ? "multinomial_" :
					 "logistic_",
					 family == LOGISTIC_FAMILY_MULTINOMIAL ? "multinomial_" :
					 "logistic_") :
			 errhint("Call %s, which takes such a model.", sibling)));
}
