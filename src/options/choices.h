/*-------------------------------------------------------------------------
 *
 * choices.h
 *		Options that are a choice: method, standard errors, policies.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_CHOICES_H
#define LOGISTIC_CHOICES_H

/* What a score does with a NULL feature, or with a level never seen. */
typedef enum LogisticPolicy
{
	LOGISTIC_POLICY_NULL,		/* the score is NULL */
	LOGISTIC_POLICY_ERROR,
	LOGISTIC_POLICY_FALLBACK	/* the training mean, the reference level */
} LogisticPolicy;

typedef enum LogisticMethod
{
	LOGISTIC_METHOD_MLE,		/* maximum likelihood, penalised or not */
	LOGISTIC_METHOD_FIRTH		/* with Jeffreys' prior as the penalty */
} LogisticMethod;

/* Where the covariance comes from. */
typedef enum LogisticStdError
{
	LOGISTIC_ERRORS_MODEL,		/* the inverse information */
	LOGISTIC_ERRORS_HC0,		/* sandwich estimators */
	LOGISTIC_ERRORS_HC1,
	LOGISTIC_ERRORS_HC2,
	LOGISTIC_ERRORS_HC3,
	LOGISTIC_ERRORS_NONE		/* no standard errors are known to be valid */
} LogisticStdError;

typedef enum LogisticClassWeight
{
	LOGISTIC_CLASS_WEIGHT_NONE,
	LOGISTIC_CLASS_WEIGHT_BALANCED	/* both classes weigh the same */
} LogisticClassWeight;

/* The words for these, ended by NULL; the place of a word is its value. */
extern const char *const logistic_method_words[];
extern const char *const logistic_std_error_words[];
extern const char *const logistic_class_weight_words[];
extern const char *const logistic_on_null_words[];
extern const char *const logistic_on_new_level_words[];

#endif							/* LOGISTIC_CHOICES_H */
