/*-------------------------------------------------------------------------
 *
 * gate.c
 *		The gate of a registered model: limits that a refit keeps to be promoted.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "lib/stringinfo.h"
#include "utils/fmgrprotos.h"

#include "registry/gate.h"

/* The keys, in the order of LogisticGateKey. */
static const struct
{
	const char *name;
	double		fallback;		/* NaN: no limit */
	double		maximum;		/* the minimum is 0 */
}			keys[LOGISTIC_N_GATE_KEYS] = {
	{"min_rows", NAN, DBL_MAX},
	{"min_positives", NAN, DBL_MAX},
	{"max_log_loss", NAN, DBL_MAX},
	{"min_roc_auc", NAN, 1.0},
	{"min_improvement", NAN, DBL_MAX},
	{"min_share_of_rows", 0.5, DBL_MAX},
	{"max_psi", NAN, DBL_MAX}
};

const char *
logistic_gate_key(LogisticGateKey key)
{
	return keys[key].name;
}

/* The key of a name; an error that lists the keys if there is none. */
static LogisticGateKey
find_key(const char *name)
{
	StringInfoData list;
	LogisticGateKey key;

	initStringInfo(&list);
	for (key = 0; key < LOGISTIC_N_GATE_KEYS; key++)
	{
		if (strcmp(keys[key].name, name) == 0)
			return key;
		appendStringInfo(&list, "%s%s", key > 0 ? ", " : "", keys[key].name);
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("a gate has no key \"%s\"", name),
			 errhint("Its keys are %s.", list.data)));
	return LOGISTIC_N_GATE_KEYS;	/* keep the compiler quiet */
}

/* A limit; NULL stands for none. */
static double
read_limit(LogisticGateKey key, const JsonbValue *value)
{
	double		limit;

	if (value->type == jbvNull)
		return NAN;
	if (value->type != jbvNumeric)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" of a gate must be a number or null",
						keys[key].name)));
	limit = DatumGetFloat8(DirectFunctionCall1(numeric_float8,
											   NumericGetDatum(value->val.numeric)));
	if (!(limit >= 0.0 && limit <= keys[key].maximum))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" of a gate is %g, but must be %s",
						keys[key].name, limit, keys[key].maximum == 1.0 ?
						"between 0 and 1" : "at least 0")));
	return limit;
}

LogisticGate
logistic_gate_read(Jsonb *json)
{
	LogisticGate gate;
	LogisticGateKey key;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;

	for (key = 0; key < LOGISTIC_N_GATE_KEYS; key++)
		gate.limits[key] = keys[key].fallback;
	if (json == NULL)
		return gate;
	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a gate must be a JSON object"),
				 errhint("For example '{\"min_rows\": 1000, \"min_roc_auc\": 0.7}'.")));
	iterator = JsonbIteratorInit(&json->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token != WJB_KEY)
			continue;
		key = find_key(pnstrdup(value.val.string.val, value.val.string.len));
		(void) JsonbIteratorNext(&iterator, &value, true);
		gate.limits[key] = read_limit(key, &value);
	}
	return gate;
}
