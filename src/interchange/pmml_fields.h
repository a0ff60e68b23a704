/*-------------------------------------------------------------------------
 *
 * pmml_fields.h
 *		The fields of a PMML document, with their coefficients.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PMML_FIELDS_H
#define LOGISTIC_PMML_FIELDS_H

#include "nodes/pg_list.h"

#include "interchange/xml.h"

/* A value of a category. */
typedef struct PmmlValue
{
	char	   *name;
	double		coefficient;
	bool		is_listed;		/* in the DataDictionary */
	bool		has_predictor;	/* a table gives it a coefficient */
} PmmlValue;

typedef struct PmmlField
{
	char	   *name;
	char	   *array;			/* whose element it is, or NULL */
	bool		is_categorical; /* by its optype, or by its predictors */
	bool		is_boolean;
	bool		is_active;		/* a feature: the MiningSchema lists it so */
	bool		is_numeric;		/* a table has a NumericPredictor of it */
	bool		takes_new;		/* unseen values add 0 to the score */
	double		replacement;	/* of a missing number; NaN: there is none */
	double		coefficient;	/* of a number */
	List	   *values;			/* of PmmlValue *, the dictionary's first */
	int			last_value;		/* where a search for one begins */
} PmmlField;

typedef struct PmmlFields
{
	List	   *fields;			/* of PmmlField *, in the dictionary's order */
	List	   *active;			/* those that are features, in their order */
	PmmlField  *target;			/* the label; NULL until it is known */
	int			last;			/* where a search begins */
} PmmlFields;

/* Raises the error for a document that no logistic_model is made of. */
extern void logistic_pmml_refuse(const LogisticXml *xml, const char *problem);

/* Read the element that has begun, to its end. */
extern void logistic_pmml_read_dictionary(LogisticXml *xml,
										  PmmlFields *fields);
extern void logistic_pmml_read_schema(LogisticXml *xml, PmmlFields *fields);

/* Adds the coefficients of a table, each times a sign. */
extern void logistic_pmml_read_table(LogisticXml *xml, PmmlFields *fields,
									 double sign);

#endif							/* LOGISTIC_PMML_FIELDS_H */
