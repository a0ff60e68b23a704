/*-------------------------------------------------------------------------
 *
 * shared_files.h
 *		Temporary files that the processes of one parallel fit share.
 *
 * Each process writes one file, and all of them read all.  Shared memory has
 * nothing but a header of some kilobytes, whatever the number of rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SHARED_FILES_H
#define LOGISTIC_SHARED_FILES_H

#include "storage/fd.h"

/* Most files; max_parallel_workers_per_gather is at most 1024. */
#define LOGISTIC_SHARED_FILES_LIMIT 1100

/* Where the description of a file's rows is; it is written last. */
typedef struct LogisticSharedFile
{
	int64		description;	/* offset in the file, in bytes */
	int64		size;			/* bytes of it; 0: not complete */
} LogisticSharedFile;

typedef struct LogisticSharedFiles LogisticSharedFiles;

/*
 * Makes a header without files, which belongs to the current resource owner,
 * as do the files: whatever ends the query deletes them.  NULL if there is no
 * shared memory for it.
 */
extern LogisticSharedFiles *logistic_shared_files_make(void);

/*
 * The handle by which other processes find the header; it holds a random key.
 */
extern int64 logistic_shared_files_handle(const LogisticSharedFiles *files);

/*
 * Finds a header by its handle, which has to be that of a parallel fit that
 * this process leads, or works for; an error otherwise, whoever passes it.
 */
extern LogisticSharedFiles *logistic_shared_files_attach(int64 handle);

/* The last of the processes deletes the files. */
extern void logistic_shared_files_detach(LogisticSharedFiles *files);

/* Begins a file; returns its number. */
extern int	logistic_shared_files_add(LogisticSharedFiles *files, File *file);

/* How many were begun, and where a file's description is. */
extern int	logistic_shared_files_count(const LogisticSharedFiles *files);
extern LogisticSharedFile *logistic_shared_file(LogisticSharedFiles *files,
												int number);

/*
 * What the leader remembers for itself alone, an address of its own; NULL where
 * there is none, and in other processes.
 */
extern void logistic_shared_files_remember(LogisticSharedFiles *files,
										   void *memory);
extern void *logistic_shared_files_memory(const LogisticSharedFiles *files);

/* Opens a file to be read. */
extern File logistic_shared_files_open(LogisticSharedFiles *files, int number);

#endif							/* LOGISTIC_SHARED_FILES_H */
