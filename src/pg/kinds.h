/*-------------------------------------------------------------------------
 *
 * kinds.h
 *		What a label and a feature are: number, boolean, text, array, set.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_KINDS_H
#define LOGISTIC_KINDS_H

typedef enum LogisticLabelKind
{
	LOGISTIC_LABEL_BOOLEAN,
	LOGISTIC_LABEL_NUMBER,
	LOGISTIC_LABEL_TEXT			/* text, varchar, char, enum */
} LogisticLabelKind;

typedef enum LogisticFeatureKind
{
	LOGISTIC_FEATURE_NUMBER,	/* one term */
	LOGISTIC_FEATURE_BOOLEAN,	/* one 0/1 term, named with "true" appended */
	LOGISTIC_FEATURE_CATEGORY,	/* one 0/1 term per level but the reference */
	LOGISTIC_FEATURE_ARRAY,		/* one term per element */
	LOGISTIC_FEATURE_SET		/* an array of categories: one 0/1 term per
								 * element that was seen */
} LogisticFeatureKind;

/* Has it levels, known by their texts? */
static inline bool
logistic_kind_has_levels(LogisticFeatureKind kind)
{
	return kind == LOGISTIC_FEATURE_CATEGORY || kind == LOGISTIC_FEATURE_SET;
}

/* Does a value consist of several? */
static inline bool
logistic_kind_is_array(LogisticFeatureKind kind)
{
	return kind == LOGISTIC_FEATURE_ARRAY || kind == LOGISTIC_FEATURE_SET;
}

#endif							/* LOGISTIC_KINDS_H */
