/*-------------------------------------------------------------------------
 *
 * named_model.h
 *		Lookup of registered models by name, with the cache of a call site.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_NAMED_MODEL_H
#define LOGISTIC_NAMED_MODEL_H

#include "miscadmin.h"
#include "utils/snapmgr.h"

#include "pg/dictionary.h"
#include "registry/moment.h"
#include "registry/registry.h"

/* A model, as it was found. */
typedef struct LogisticNamedModel
{
	text	   *name;			/* as it came, detoasted */
	struct varlena *value;		/* the model, plain; NULL by groups */
	int32		version;
	char	   *by;				/* column with a model for each value; or NULL */
	char	   *offset_column;	/* of the training; NULL: none */
} LogisticNamedModel;

typedef struct LogisticNamed
{
	MemoryContext parent;
	int			argument;		/* of the call that is the name */
	LogisticAccess access;		/* that the current role needs */
	LogisticFamily family;		/* of the models; another one is an error */
	bool		is_constant;	/* the name is a constant of the query */
	MemoryContext context;		/* of the models; NULL: not begun */
	LogisticMoment moment;		/* at which it was all found */
	uint64		serial;			/* how often the cache has been emptied */
	LogisticDictionary codes;	/* of the names ... */
	LogisticNamedModel *models; /* ... and their models, by code */
	int			capacity;		/* of models */
	Size		size;			/* of the models, in bytes */
	const LogisticNamedModel *latest;	/* NULL: none yet */
} LogisticNamed;

/*
 * Sets up for a call site, one of whose arguments is a name, and which needs a
 * right on the models; all memory will be below its fn_mcxt.
 */
extern void logistic_named_init(LogisticNamed *named,
								FunctionCallInfo fcinfo, int argument,
								LogisticAccess access,
								LogisticFamily family);

/*
 * logistic_named_find() if the name is not the latest one, or the moment has
 * changed.
 */
extern struct varlena *logistic_named_look_up(LogisticNamed *named,
											  FunctionCallInfo fcinfo);

/*
 * The active version of the model whose name the call has, as the active
 * snapshot has it; an error if there is none, or if the current role lacks the
 * right on it.  The value stays in place while the moment is the same and no
 * other name is looked up.
 */
static inline struct varlena *
logistic_named_find(LogisticNamed *named, FunctionCallInfo fcinfo)
{
	if (likely(named->latest != NULL && named->is_constant &&
			   logistic_moment_is_now(&named->moment)))
		return named->latest->value;
	return logistic_named_look_up(named, fcinfo);
}

#endif							/* LOGISTIC_NAMED_MODEL_H */
