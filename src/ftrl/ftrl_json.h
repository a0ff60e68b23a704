/*-------------------------------------------------------------------------
 *
 * ftrl_json.h
 *		The JSON form of an ftrl_model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FTRL_JSON_H
#define LOGISTIC_FTRL_JSON_H

#include "lib/stringinfo.h"
#include "utils/jsonb.h"

#include "ftrl/ftrl_model.h"

/* Appends a model as one line. */
extern void logistic_ftrl_write(StringInfo json, const FtrlModel *model);

/* A model from that form; an error for any other. */
extern FtrlModel *logistic_ftrl_parse(Jsonb *json);

#endif							/* LOGISTIC_FTRL_JSON_H */
