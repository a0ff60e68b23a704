/*-------------------------------------------------------------------------
 *
 * kinds.h
 *		What a label and a feature are: number, boolean, text, array.
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
	LOGISTIC_FEATURE_ARRAY		/* one term per element */
} LogisticFeatureKind;

#endif							/* LOGISTIC_KINDS_H */
