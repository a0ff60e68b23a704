/*-------------------------------------------------------------------------
 *
 * label_errors.c
 *		PostgreSQL errors about the rows of an aggregate, each in one wording.
 *
 * The functions are out of line to keep the loops over rows small.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"

#include "pg/label_errors.h"

void
logistic_report_label_array(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("the label is an array, but must be a single value"),
			 errhint("The label comes first.")));
}

char *
logistic_label_condition(const char *expression, double number)
{
	/* codes such as 1 and 2 are all > 0, so compare with 1 */
	if (number > 1.0 && number == floor(number))
		return psprintf("%s = %s", expression, float8out_internal(number));
	return psprintf("%s > 0", expression);
}

void
logistic_report_label_number(const LogisticArgumentName *label, double number)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("label \"%s\" is %s, but must be 0 or 1", label->name,
					float8out_internal(number)),
			 number > 0.0 && number < 1.0 ?
			 errhint("The label comes first, before what predicts it. A share of events is two rows, each with a frequency.") :
			 errhint("A boolean condition makes a label of any column, as in %s.",
					 logistic_label_condition(label->expression, number))));
}

void
logistic_report_third_value(const LogisticArgumentName *label,
							const char *value,
							const char *first, const char *second)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("label \"%s\" has a third value: \"%s\"", label->name,
					value),
			 errdetail("The first two are \"%s\" and \"%s\".", first, second),
			 errhint("Compare the label with the value you mean, as in %s = '...'.",
					 label->expression)));
}

void
logistic_report_not_finite(const char *feature, double value)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("feature \"%s\" is %s", feature,
					float8out_internal(value)),
			 errhint("Leave such rows out with a WHERE or FILTER clause, or make the value NULL.")));
}

void
logistic_report_no_positive(const LogisticArgumentName *label,
							const char *wanted,
							const char *first, const char *second)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("label \"%s\" has no value \"%s\"", label->name, wanted),
			 errdetail("Its values are \"%s\" and \"%s\".", first, second)));
}

void
logistic_label_check_positive(const LogisticArgumentName *label,
							  bool is_boolean, const char *positive)
{
	const char *value = is_boolean ? "true" : "1";

	if (positive == NULL || strcmp(positive, value) == 0 ||
		(is_boolean && strcmp(positive, "t") == 0))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("positive is \"%s\", but label \"%s\" is %s, of which %s is the positive one",
					positive, label->name,
					is_boolean ? "a boolean" : "0 or 1", value),
			 errhint("For the other one write %s as the label.",
					 is_boolean ? psprintf("NOT %s", label->expression) :
					 psprintf("%s = 0", label->expression))));
}
