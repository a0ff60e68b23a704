/*-------------------------------------------------------------------------
 *
 * spill_file.c
 *		Memory budget and PostgreSQL's temporary file that a call site shares.
 *
 * The file is one of the server's temporary files: it counts towards
 * temp_file_limit, belongs to the resource owner of the query, and is deleted
 * when it is closed, when an error or a cancel ends the query, or when the
 * server restarts after a crash.  It is written and read by whole blocks at
 * known places, many of them per system call, so it is a plain file rather
 * than a BufFile, which would cut all that into pieces of eight kilobytes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/tablespace.h"
#include "miscadmin.h"

#include "pg/compat.h"
#include "pg/module.h"
#include "pg/spill_file.h"

/* Sets the space up; nothing is allocated or opened before it is needed. */
void
logistic_spill_file_init(LogisticSpillFile *space)
{
	double		budget = logistic_spill ? 0.0 :
		work_mem * 1024.0 * hash_mem_multiplier;

	memset(space, 0, sizeof(*space));
	space->budget = (Size) Min(budget, (double) (SIZE_MAX / 2));
}

void
logistic_spill_file_over(LogisticSpillFile *space, File file, Size budget)
{
	memset(space, 0, sizeof(*space));
	space->budget = budget;
	space->file = file;
	space->n_writers = 1;		/* the caller, who closes the file himself */
}

void
logistic_spill_file_open(LogisticSpillFile *space)
{
	if (space->n_writers == 0)
	{
		PrepareTempTablespaces();
		space->file = OpenTemporaryFile(false);
		space->file_size = 0;
	}
	space->n_writers++;
}

/* Appends bytes to the file; returns where they are. */
int64
logistic_spill_file_write(LogisticSpillFile *space, const char *bytes,
						  Size size)
{
	int64		offset = space->file_size;
	int			written;

	/* the servers up to 15 take a pointer that is not const */
	written = FileWrite(space->file, unconstify(char *, bytes), size, offset,
						WAIT_EVENT_BUFFILE_WRITE);
	if (written != size)
	{
		if (written >= 0)
			errno = ENOSPC;
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not write to file \"%s\": %m",
						FilePathName(space->file))));
	}
	space->file_size += size;
	return offset;
}

/* Reads bytes that have been written. */
void
logistic_spill_file_read(const LogisticSpillFile *space, int64 offset,
						 char *bytes, Size size)
{
	int			read = FileRead(space->file, bytes, size, offset,
								WAIT_EVENT_BUFFILE_READ);

	if (read < 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read file \"%s\": %m",
						FilePathName(space->file))));
	if (read != size)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("could not read file \"%s\": read only %d of %zu bytes",
						FilePathName(space->file), read, size)));
}

void
logistic_spill_file_close(LogisticSpillFile *space)
{
	if (--space->n_writers == 0)
		FileClose(space->file);
}
