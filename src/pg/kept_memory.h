/*-------------------------------------------------------------------------
 *
 * kept_memory.h
 *		Keeps freed memory in the process, for the next fit.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_KEPT_MEMORY_H
#define LOGISTIC_KEPT_MEMORY_H

/* Called before a fit takes memory; all calls but the first do nothing. */
extern void logistic_keep_memory(void);

#endif							/* LOGISTIC_KEPT_MEMORY_H */
