/*-------------------------------------------------------------------------
 *
 * named.h
 *		The models that a call site knows by name.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_NAMED_H
#define LOGISTIC_NAMED_H

#include "access/xact.h"

#include "dictionary.h"
#include "registry.h"

/* What a name stands for depends on who asks, and when. */
typedef struct LogisticMoment
{
	Oid			user;
	SubTransactionId subtransaction;	/* what it did is undone if it fails */
	TransactionId xmin;			/* of the active snapshot, as all below */
	TransactionId xmax;
	uint32		xcnt;			/* transactions in progress */
	int32		subxcnt;
	CommandId	curcid;			/* own commands that are seen */
} LogisticMoment;

/* A model, as it was found. */
typedef struct LogisticNamedModel
{
	text	   *name;			/* as it came, detoasted */
	struct varlena *value;		/* the logistic_model, plain */
} LogisticNamedModel;

typedef struct LogisticNamed
{
	MemoryContext parent;
	bool		is_constant;	/* the call has one name, written out */
	MemoryContext context;		/* of all that follows; NULL: not begun */
	LogisticMoment moment;		/* at which it was all found */
	LogisticDictionary codes;	/* of the names ... */
	LogisticNamedModel *models; /* ... and their models, by code */
	int			capacity;		/* of models */
	Size		size;			/* of the models, in bytes */
	const LogisticNamedModel *latest;	/* NULL: none yet */
} LogisticNamed;

/* Sets up for a call site; all memory will be below its fn_mcxt. */
extern void logistic_named_init(LogisticNamed *named,
								FunctionCallInfo fcinfo);

/*
 * The active version of the model whose name is argument 0 of the call, as
 * the active snapshot has it; an error if there is none, or if the current
 * role may not score with it.
 */
extern struct varlena *logistic_named_find(LogisticNamed *named,
										   FunctionCallInfo fcinfo);

#endif							/* LOGISTIC_NAMED_H */
