/*-------------------------------------------------------------------------
 *
 * shared_files.c
 *		Temporary files that the processes of one parallel fit share.
 *
 * The files are plain ones of a SharedFileSet, which are written and read a
 * megabyte at a time; a BufFile would cut that into pieces of eight kilobytes.
 *
 * The handle is an argument of an SQL function, which anybody may call with
 * any number.  So the header is believed only if its key, database and user
 * are right, and its leader is this process or the one that it works for.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <fcntl.h>

#include "access/parallel.h"
#include "miscadmin.h"
#include "port/atomics.h"
#include "storage/dsm.h"
#include "storage/proc.h"
#include "storage/sharedfileset.h"

#include "parallel/shared_files.h"
#include "pg/compat.h"

#define SHARED_MAGIC	UINT64CONST(0x6c6f676973746963)	/* "logistic" */

typedef struct SharedHeader
{
	uint64		magic;
	uint32		key;			/* random */
	const PGPROC *leader;
	Oid			database;
	Oid			user;
	void	   *memory;			/* of the leader, and for it alone */
	SharedFileSet set;
	pg_atomic_uint32 n_files;
	LogisticSharedFile files[LOGISTIC_SHARED_FILES_LIMIT];
} SharedHeader;

struct LogisticSharedFiles
{
	dsm_segment *segment;
	SharedHeader *header;
	bool		is_attached;	/* by this object, which has to detach; else the
								 * segment was mapped before */
};

static LogisticSharedFiles *
make_object(dsm_segment *segment, bool is_attached)
{
	LogisticSharedFiles *files = palloc(sizeof(*files));

	files->segment = segment;
	files->header = dsm_segment_address(segment);
	files->is_attached = is_attached;
	return files;
}

LogisticSharedFiles *
logistic_shared_files_make(void)
{
	dsm_segment *segment = dsm_create(sizeof(SharedHeader),
									  DSM_CREATE_NULL_IF_MAXSEGMENTS);
	SharedHeader *header;

	if (segment == NULL)
		return NULL;
	header = dsm_segment_address(segment);
	memset(header, 0, sizeof(*header));
	header->magic = SHARED_MAGIC;
	if (!pg_strong_random(&header->key, sizeof(header->key)))
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not generate a random number")));
	header->leader = MyProc;
	header->database = MyDatabaseId;
	header->user = GetUserId();
	pg_atomic_init_u32(&header->n_files, 0);
	SharedFileSetInit(&header->set, segment);
	return make_object(segment, true);
}

int64
logistic_shared_files_handle(const LogisticSharedFiles *files)
{
	return (int64) ((uint64) files->header->key << 32 |
					dsm_segment_handle(files->segment));
}

/* Is the header that of a fit which this process leads, or works for? */
static bool
is_ours(dsm_segment *segment, uint32 key)
{
	const SharedHeader *header = dsm_segment_address(segment);

	return dsm_segment_map_length(segment) >= sizeof(*header) &&
		header->magic == SHARED_MAGIC && header->key == key &&
		(header->leader == MyProc ||
		 header->leader == MyProc->lockGroupLeader) &&
		header->database == MyDatabaseId && header->user == GetUserId();
}

LogisticSharedFiles *
logistic_shared_files_attach(int64 handle)
{
	dsm_handle	place = (dsm_handle) (uint64) handle;
	uint32		key = (uint32) ((uint64) handle >> 32);
	dsm_segment *segment = dsm_find_mapping(place);
	bool		is_attached = segment == NULL && IsParallelWorker();

	if (is_attached)
		segment = dsm_attach(place);
	if (segment == NULL || !is_ours(segment, key))
	{
		if (is_attached && segment != NULL)
			dsm_detach(segment);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("handle " INT64_FORMAT " is not that of a running fit",
						handle),
				 errhint("Parallel fits alone call this function; call logistic_fit_distributed or logistic_train.")));
	}
	if (is_attached)
		SharedFileSetAttach(&((SharedHeader *) dsm_segment_address(segment))->set,
							segment);
	return make_object(segment, is_attached);
}

void
logistic_shared_files_detach(LogisticSharedFiles *files)
{
	if (files->is_attached)
		dsm_detach(files->segment);
	pfree(files);
}

int
logistic_shared_files_add(LogisticSharedFiles *files, File *file)
{
	int			number = (int) pg_atomic_fetch_add_u32(&files->header->n_files,
													   1);

	if (number >= LOGISTIC_SHARED_FILES_LIMIT)
		elog(ERROR, "too many parts of a parallel fit");
	*file = SharedFileSetCreate(&files->header->set, psprintf("%d", number));
	return number;
}

int
logistic_shared_files_count(const LogisticSharedFiles *files)
{
	return (int) pg_atomic_read_u32(&files->header->n_files);
}

LogisticSharedFile *
logistic_shared_file(LogisticSharedFiles *files, int number)
{
	Assert(number < logistic_shared_files_count(files));
	return &files->header->files[number];
}

void
logistic_shared_files_remember(LogisticSharedFiles *files, void *memory)
{
	Assert(files->header->leader == MyProc);
	files->header->memory = memory;
}

void *
logistic_shared_files_memory(const LogisticSharedFiles *files)
{
	return files->header->leader == MyProc ? files->header->memory : NULL;
}

File
logistic_shared_files_open(LogisticSharedFiles *files, int number)
{
	return SharedFileSetOpen(&files->header->set, psprintf("%d", number),
							 O_RDONLY);
}
