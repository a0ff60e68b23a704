/*-------------------------------------------------------------------------
 *
 * pmml_fields.c
 *		Reads the fields of a PMML document: dictionary, schema, tables.
 *
 * A search for a name begins where the last one ended, as tables mostly name
 * fields and values in the order of the dictionary.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/float.h"

#include "interchange/pmml_fields.h"

void
logistic_pmml_refuse(const LogisticXml *xml, const char *problem)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("PMML holds no logistic_model: line %d: %s",
					logistic_xml_line(xml), problem)));
}

/* The value of that name, or NULL. */
static PmmlValue *
find_value(PmmlField *field, const char *name)
{
	int			n = list_length(field->values);
	int			i;

	for (i = 0; i < n; i++)
	{
		int			place = (field->last_value + i) % n;
		PmmlValue  *value = list_nth(field->values, place);

		if (strcmp(value->name, name) == 0)
		{
			field->last_value = place;
			return value;
		}
	}
	return NULL;
}

static PmmlValue *
add_value(PmmlField *field, const char *name)
{
	PmmlValue  *value = palloc0(sizeof(*value));

	field->values = lappend(field->values, value);
	value->name = pstrdup(name);
	return value;
}

/* The field that an attribute names; an error if there is none. */
static PmmlField *
find_field(const LogisticXml *xml, PmmlFields *fields, const char *attribute)
{
	const char *name = logistic_xml_require(xml, attribute);
	int			n = list_length(fields->fields);
	int			i;

	for (i = 0; i < n; i++)
	{
		int			place = (fields->last + i) % n;
		PmmlField  *field = list_nth(fields->fields, place);

		if (strcmp(field->name, name) == 0)
		{
			fields->last = place;
			return field;
		}
	}
	logistic_pmml_refuse(xml, psprintf("the DataDictionary has no field \"%s\"",
									   name));
	return NULL;				/* not reached */
}

/* Has an attribute this value? */
static bool
has(const LogisticXml *xml, const char *attribute, const char *value)
{
	const char *found = logistic_xml_find(xml, attribute);

	return found != NULL && strcmp(found, value) == 0;
}

/* A value may be listed as one that is not valid, or that is missing. */
static void
read_field(LogisticXml *xml, PmmlFields *fields)
{
	PmmlField  *field = palloc0(sizeof(*field));

	fields->fields = lappend(fields->fields, field);
	field->name = pstrdup(logistic_xml_require(xml, "name"));
	field->is_categorical = !has(xml, "optype", "continuous");
	field->is_boolean = has(xml, "dataType", "boolean");
	field->replacement = get_float8_nan();
	while (logistic_xml_child(xml))
	{
		if (logistic_xml_is(xml, "Value") &&
			(logistic_xml_find(xml, "property") == NULL ||
			 has(xml, "property", "valid")))
			add_value(field, logistic_xml_require(xml, "value"))->is_listed = true;
		else if (logistic_xml_is(xml, "Extension") && has(xml, "name", "array"))
			field->array = pstrdup(logistic_xml_require(xml, "value"));
		logistic_xml_skip(xml);
	}
}

void
logistic_pmml_read_dictionary(LogisticXml *xml, PmmlFields *fields)
{
	while (logistic_xml_child(xml))
		if (logistic_xml_is(xml, "DataField"))
			read_field(xml, fields);
		else
			logistic_xml_skip(xml);
}

/* Makes a field the label or a feature; others are of no use here. */
static void
read_use(LogisticXml *xml, PmmlFields *fields)
{
	PmmlField  *field = find_field(xml, fields, "name");

	if (has(xml, "usageType", "target") || has(xml, "usageType", "predicted"))
	{
		if (fields->target != NULL)
			logistic_pmml_refuse(xml, "two fields are the target");
		fields->target = field;
	}
	else if (logistic_xml_find(xml, "usageType") == NULL ||
			 has(xml, "usageType", "active"))
	{
		if (field->is_active)
			logistic_pmml_refuse(xml, psprintf("the MiningSchema has field \"%s\" twice",
											   field->name));
		if (logistic_xml_find(xml, "outliers") != NULL &&
			!has(xml, "outliers", "asIs"))
			logistic_pmml_refuse(xml, psprintf("field \"%s\" has its outliers changed",
											   field->name));
		if (has(xml, "invalidValueTreatment", "asIs"))
			field->takes_new = true;
		if (logistic_xml_find(xml, "missingValueReplacement") != NULL)
		{
			if (field->is_categorical)
				logistic_pmml_refuse(xml, psprintf("category \"%s\" has a missingValueReplacement",
												   field->name));
			field->replacement =
				logistic_xml_require_number(xml, "missingValueReplacement");
		}
		field->is_active = true;
		fields->active = lappend(fields->active, field);
	}
}

void
logistic_pmml_read_schema(LogisticXml *xml, PmmlFields *fields)
{
	while (logistic_xml_child(xml))
	{
		if (logistic_xml_is(xml, "MiningField"))
			read_use(xml, fields);
		logistic_xml_skip(xml);
	}
}

/* A coefficient of a number. */
static void
read_numeric(LogisticXml *xml, PmmlFields *fields, double sign)
{
	PmmlField  *field = find_field(xml, fields, "name");

	if (logistic_xml_number(xml, "exponent", 1.0) != 1.0)
		logistic_pmml_refuse(xml, psprintf("the exponent of \"%s\" is %s, but only 1 is read",
										   field->name,
										   logistic_xml_find(xml, "exponent")));
	field->coefficient += sign * logistic_xml_require_number(xml, "coefficient");
	field->is_numeric = true;
}

/* A coefficient of a value of a category. */
static void
read_categorical(LogisticXml *xml, PmmlFields *fields, double sign)
{
	PmmlField  *field = find_field(xml, fields, "name");
	const char *name = logistic_xml_require(xml, "value");
	PmmlValue  *value = find_value(field, name);

	if (value == NULL)
		value = add_value(field, name);
	value->coefficient += sign * logistic_xml_require_number(xml, "coefficient");
	value->has_predictor = true;
	field->is_categorical = true;
}

void
logistic_pmml_read_table(LogisticXml *xml, PmmlFields *fields, double sign)
{
	while (logistic_xml_child(xml))
	{
		if (logistic_xml_is(xml, "NumericPredictor"))
			read_numeric(xml, fields, sign);
		else if (logistic_xml_is(xml, "CategoricalPredictor"))
			read_categorical(xml, fields, sign);
		else if (!logistic_xml_is(xml, "Extension"))
			logistic_pmml_refuse(xml, psprintf("a RegressionTable has a <%s>",
											   logistic_xml_name(xml)));
		logistic_xml_skip(xml);
	}
}
