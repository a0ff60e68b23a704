/*-------------------------------------------------------------------------
 *
 * registry_alter.c
 *		The SQL functions that change a registered model without a fit.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "model/model_scoring.h"
#include "multinomial/multinomial_model.h"
#include "pg/compat.h"
#include "registry/gate.h"
#include "registry/model_lock.h"
#include "registry/registry_write.h"
#include "registry/stored_version.h"

/*
 * logistic_register(name text, model logistic_model,
 *		comment text DEFAULT NULL) -> integer
 * logistic_register(name text, model multinomial_model,
 *		comment text DEFAULT NULL) -> integer
 *
 * Stores a model that was made elsewhere as a new version, which becomes the
 * active one, and gives its number.  It has no query that a refit could run.
 * A version that is trained later is compared with it; it has seen none of
 * those rows.  Errors: a NULL name or model, a name of more than 255 bytes, a
 * model of another role.
 */
PG_FUNCTION_INFO_V1(logistic_register);
Datum
logistic_register(PG_FUNCTION_ARGS)
{
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	LogisticTraining training;
	LogisticRegistered found;
	text	   *name;
	int32		version;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be NULL", PG_ARGISNULL(0) ?
						"name of the model" : "model")));
	name = PG_GETARG_TEXT_PP(0);
	logistic_model_name_check(name);
	if (logistic_registry_find(&registry, name, NULL, &found))
		logistic_registry_require(&registry, name, NULL,
								  LOGISTIC_ACCESS_OWNER, &found);
	(void) logistic_model_claim(&registry, name);
	logistic_registry_require(&registry, name, NULL, LOGISTIC_ACCESS_OWNER,
							  &found);
	if (!OidIsValid(found.owner))
		logistic_registry_adopt(&registry, name);

	memset(&training, 0, sizeof(training));
	training.trainer = GetUserId();
	training.fitted_at = GetCurrentTimestamp();
	if (get_fn_expr_argtype(fcinfo->flinfo, 1) ==
		logistic_registry_multinomial_type(&registry))
	{
		training.recipe.family = LOGISTIC_FAMILY_MULTINOMIAL;
		training.classes = training.gate_classes =
			PG_GETARG_MULTINOMIAL_MODEL(1);
	}
	else
		training.model = training.gate_model = PG_GETARG_LOGISTIC_MODEL(1);
	training.log_loss = training.roc_auc = get_float8_nan();
	version = logistic_registry_add_version(&registry, name, &training,
											InvalidOid, "registered");
	logistic_registry_activate(&registry, name, version, "register");
	if (!PG_ARGISNULL(2))
	{
		LogisticSettings settings = logistic_registry_settings(&registry, name,
															   NULL);

		settings.comment = text_to_cstring(PG_GETARG_TEXT_PP(2));
		logistic_registry_set(&registry, name, &settings);
	}
	PG_RETURN_INT32(version);
}

/* Arguments of logistic_alter. */
enum
{
	ALTER_NAME,
	ALTER_SCORING,				/* three of them, see model_scoring.h */
	ALTER_GATE = ALTER_SCORING + 3,
	ALTER_KEEP,
	ALTER_COMMENT
};

/* Stores the settings that are given. */
static void
alter_settings(const LogisticRegistry *registry, FunctionCallInfo fcinfo,
			   text *name)
{
	LogisticSettings settings = logistic_registry_settings(registry, name,
														   NULL);

	if (!PG_ARGISNULL(ALTER_GATE))
	{
		settings.gate = PG_GETARG_JSONB_P(ALTER_GATE);
		(void) logistic_gate_read(settings.gate);
		if (JB_ROOT_COUNT(settings.gate) == 0)
			settings.gate = NULL;
	}
	if (!PG_ARGISNULL(ALTER_KEEP))
	{
		settings.keep = PG_GETARG_INT32(ALTER_KEEP);
		if (settings.keep != 0)
			(void) logistic_keep_check(settings.keep);
	}
	if (!PG_ARGISNULL(ALTER_COMMENT))
	{
		settings.comment = text_to_cstring(PG_GETARG_TEXT_PP(ALTER_COMMENT));
		if (settings.comment[0] == '\0')
			settings.comment = NULL;
	}
	logistic_registry_set(registry, name, &settings);
}

/* The options of a version with those that were changed. */
static char *
merge_options(const char *options, const char *changes)
{
	Datum		merged;

	if (options == NULL)
		return pstrdup(changes);
	merged = DirectFunctionCall2(jsonb_concat,
								 DirectFunctionCall1(jsonb_in,
													 CStringGetDatum(options)),
								 DirectFunctionCall1(jsonb_in,
													 CStringGetDatum(changes)));
	return DatumGetCString(DirectFunctionCall1(jsonb_out, merged));
}

/*
 * logistic_alter(name text, threshold float8 DEFAULT NULL,
 *		on_null text DEFAULT NULL, on_new_level text DEFAULT NULL,
 *		gate jsonb DEFAULT NULL, keep integer DEFAULT NULL,
 *		comment text DEFAULT NULL) -> integer
 *
 * Changes what is not NULL, and gives the active version.  A change of how the
 * model scores (threshold, on_null, on_new_level) makes a new version of the
 * same fit, which becomes the active one; refits keep the change.  Gate, keep
 * and comment belong to the name: '{}', 0 and '' remove them.  NULL for a NULL
 * name.  Errors: a threshold outside of 0 to 1, an unknown word or key of the
 * gate, a negative keep, no such model, no active version to change, a model
 * of another role.
 */
PG_FUNCTION_INFO_V1(logistic_alter);
Datum
logistic_alter(PG_FUNCTION_ARGS)
{
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	LogisticRegistered found;
	LogisticScoring scoring;
	text	   *name;

	if (PG_ARGISNULL(ALTER_NAME))
		PG_RETURN_NULL();
	name = PG_GETARG_TEXT_PP(ALTER_NAME);
	logistic_registry_require(&registry, name, NULL, LOGISTIC_ACCESS_OWNER,
							  &found);
	(void) logistic_model_lock(&registry, name);
	logistic_registry_require(&registry, name, NULL, LOGISTIC_ACCESS_OWNER,
							  &found);
	alter_settings(&registry, fcinfo, name);
	if (logistic_scoring_read(fcinfo, ALTER_SCORING, &scoring))
	{
		LogisticStored stored =
			logistic_stored_version(&registry, name,
									logistic_registry_active(name, &found),
									NULL);
		const char *options = stored.recipe.query == NULL ? NULL :
			merge_options(stored.recipe.options,
						  logistic_scoring_print(&scoring));

		found.active =
			logistic_registry_add_copy(&registry, name, &stored, &scoring,
									   options,
									   psprintf("version %d, altered: %s",
												stored.version,
												logistic_scoring_print(&scoring)));
		logistic_registry_activate(&registry, name, found.active, "altered");
	}
	if (found.active == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(found.active);
}

/*
 * logistic_prune(name text, keep integer) -> integer
 *
 * Removes all but the newest versions, and gives their number; the active one
 * stays, and attempts and deployments that are older than all that stays go.
 * Strict.  Errors: a keep below 1, no such model, a model of another role.
 */
PG_FUNCTION_INFO_V1(logistic_prune);
Datum
logistic_prune(PG_FUNCTION_ARGS)
{
	LogisticRegistry registry = logistic_registry_of(fcinfo->flinfo->fn_oid);
	text	   *name = PG_GETARG_TEXT_PP(0);
	int			keep = logistic_keep_check(PG_GETARG_INT32(1));
	LogisticRegistered found;

	logistic_registry_require(&registry, name, NULL, LOGISTIC_ACCESS_OWNER,
							  &found);
	(void) logistic_model_lock(&registry, name);
	logistic_registry_require(&registry, name, NULL, LOGISTIC_ACCESS_OWNER,
							  &found);
	PG_RETURN_INT32(logistic_registry_prune(&registry, name, keep));
}
