/*-------------------------------------------------------------------------
 *
 * family.h
 *		The family of a registered model (binomial or multinomial), and its
 *		functions.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FAMILY_H
#define LOGISTIC_FAMILY_H

#include "pg/compat.h"

/* What a registered model is. */
typedef enum LogisticFamily
{
	LOGISTIC_FAMILY_BINOMIAL,	/* a logistic_model */
	LOGISTIC_FAMILY_MULTINOMIAL /* a multinomial_model */
} LogisticFamily;

/* A version that was looked up for use. */
typedef struct LogisticInUse
{
	LogisticFamily family;
	int32		version;
	const char *by;				/* column with a model for each value; NULL:
								 * none */
	struct varlena *model;		/* the model of that family, plain; NULL by
								 * groups */
	char	   *offset_column;	/* of the training; NULL: none */
} LogisticInUse;

/* The word for a family. */
extern const char *logistic_family_name(LogisticFamily family);

/* Reads the word; NULL is binomial, an error for any other word. */
extern LogisticFamily logistic_family_read(const char *word);

/*
 * Raises the error for a function that does not take registered models of this
 * family; the hint names one that does.
 */
pg_noreturn extern void logistic_family_refuse(text *name,
											   LogisticFamily family,
											   Oid function);

#endif							/* LOGISTIC_FAMILY_H */
