/*-------------------------------------------------------------------------
 *
 * compat.h
 *		The newest API of the server, for the versions that lack it.
 *
 * Only this file tests PG_VERSION_NUM.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_COMPAT_H
#define LOGISTIC_COMPAT_H

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"
#include "utils/wait_event.h"

#if PG_VERSION_NUM >= 160000
#include "varatt.h"				/* postgres.h had it before */
#endif

/*
 * The latest minor releases store in a record the version of its type;
 * heap_deform_tuple() and heap_getattr() check it, and so must code that does
 * without them.
 */
#ifdef VersionedDatumOffsetNumber
#define logistic_record_check(header, descriptor) \
	do { \
		if (HeapTupleHeaderIsVersionedDatum(header)) \
			heap_datum_check(header, descriptor); \
	} while (0)
#else
#define logistic_record_check(header, descriptor) ((void) 0)
#endif

#if PG_VERSION_NUM >= 150000

/* Files of a set that processes share; before 15 the set itself makes them. */
#define SharedFileSetCreate(fileset, name) FileSetCreate(&(fileset)->fs, name)
#define SharedFileSetOpen(fileset, name, mode) \
	FileSetOpen(&(fileset)->fs, name, mode)

#endif

#if PG_VERSION_NUM < 150000

/* Blocks of a context grow since 15; before, all have one size. */
#define GenerationContextCreate(parent, name, minimum, initial, maximum) \
	GenerationContextCreate(parent, name, maximum)

/* Complains about settings with our prefix that do not exist; since 15. */
#define MarkGUCPrefixReserved(prefix) EmitWarningsOnPlaceholders(prefix)

/* Sets fcinfo up for a set of rows that is materialised; 15 has it. */
static inline void
InitMaterializedSRF(FunctionCallInfo fcinfo, bits32 flags)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext old_context;
	TupleDesc	descriptor;

	if (result == NULL || !IsA(result, ReturnSetInfo) ||
		(result->allowedModes & SFRM_Materialize) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));
	old_context =
		MemoryContextSwitchTo(result->econtext->ecxt_per_query_memory);
	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	result->returnMode = SFRM_Materialize;
	result->setResult =
		tuplestore_begin_heap((result->allowedModes &
							   SFRM_Materialize_Random) != 0, false, work_mem);
	result->setDesc = BlessTupleDesc(descriptor);
	MemoryContextSwitchTo(old_context);
}

#endif

#if PG_VERSION_NUM < 180000

/* Stands before the declaration of a function; 18 has it. */
#define pg_noreturn __attribute__((noreturn))

/* In 18 a RETURNING has OLD and NEW rows, which may be missing. */
#define VAR_RETURNING_DEFAULT 0
#define logistic_var_returning(var) VAR_RETURNING_DEFAULT
#define expandRTE(rte, rtindex, sublevels_up, returning_type, location, \
				  include_dropped, colnames, colvars) \
	expandRTE(rte, rtindex, sublevels_up, location, include_dropped, \
			  colnames, colvars)

/* Columns that are computed when they are read; since 18. */
#define ATTRIBUTE_GENERATED_VIRTUAL 'v'

#else

#define logistic_var_returning(var) ((var)->varreturningtype)

#endif

#if PG_VERSION_NUM < 190000

/* Backslashes in strings: 19 warns no more, and has no setting for it. */
#define logistic_scanner_silence(extra) \
	((extra)->escape_string_warning = false)

/* From 19 on a descriptor that was put together has to be completed so. */
#define TupleDescFinalize(descriptor) ((void) (descriptor))

#else

#define logistic_scanner_silence(extra) ((void) (extra))

#endif

#endif							/* LOGISTIC_COMPAT_H */
