/*-------------------------------------------------------------------------
 *
 * module.c
 *		Makes the shared library loadable, for this server version only.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

PG_MODULE_MAGIC;
