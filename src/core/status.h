/*-------------------------------------------------------------------------
 *
 * status.h
 *		Status codes of the numerical core.
 *
 * The core never raises an error and never allocates: whatever can go
 * wrong is told by the return value, and the host turns it into words for
 * a user.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_STATUS_H
#define LG_STATUS_H

typedef enum LgStatus
{
	LG_OK = 0,					/* the result is there */
	LG_NOT_POSITIVE_DEFINITE,	/* a matrix has no Cholesky factor */
	LG_NOT_CONVERGED,			/* the iteration limit came first */
	LG_SEPARATED,				/* no finite maximum exists, with proof */
	LG_ONE_CLASS,				/* every label is the same */
	LG_NO_ROWS,					/* nothing to fit */
	LG_SPACE_EXCEEDED			/* the caller's workspace is too small */
} LgStatus;

#endif							/* LG_STATUS_H */
