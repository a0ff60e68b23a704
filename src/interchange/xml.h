/*-------------------------------------------------------------------------
 *
 * xml.h
 *		A small XML reader and writer, for data formats such as PMML.
 *
 * The server may have been built without libxml, and a format for data needs
 * little of it: elements and attributes.  Names are compared as they are
 * written, prefix included.  The text between tags is checked and passed
 * over; a document type, and so every entity of its own, is refused.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_XML_H
#define LOGISTIC_XML_H

#include "lib/stringinfo.h"

#define LOGISTIC_XML_BYTES		(64 * 1024 * 1024)	/* of a document */
#define LOGISTIC_XML_DEPTH		64	/* of elements within elements */
#define LOGISTIC_XML_ATTRIBUTES 64	/* of one element */

typedef struct LogisticXmlAttribute
{
	char	   *name;
	char	   *value;			/* references replaced, in server encoding */
} LogisticXmlAttribute;

/*
 * A document that is read from its start to its end.  Its strings are freed
 * when the next element begins, or theirs ends: the caller copies.
 */
typedef struct LogisticXml
{
	const char *format;			/* what a complaint calls it: "PMML" */
	const char *text;			/* the document; the caller's */
	const char *at;				/* what is read next */
	int			depth;			/* of the current element, 1 the outermost */
	char	   *names[LOGISTIC_XML_DEPTH];	/* of the open elements */
	bool		is_empty;		/* the current element ended as it began */
	int			n_attributes;	/* of the element that began last */
	LogisticXmlAttribute attributes[LOGISTIC_XML_ATTRIBUTES];
} LogisticXml;

/* Reads up to the start of the outermost element. */
extern void logistic_xml_open(LogisticXml *xml, const char *format,
							  const char *text);

/* Enters the next element within the current one; false: leaves that one. */
extern bool logistic_xml_child(LogisticXml *xml);

/* Leaves the current element, whatever is in it. */
extern void logistic_xml_skip(LogisticXml *xml);

/* Checks that nothing follows the outermost element. */
extern void logistic_xml_close(LogisticXml *xml);

/* The name of the element that began last, and whether it is this. */
extern const char *logistic_xml_name(const LogisticXml *xml);
extern bool logistic_xml_is(const LogisticXml *xml, const char *name);

/* An attribute of the element that began last, or NULL; or an error. */
extern const char *logistic_xml_find(const LogisticXml *xml,
									 const char *name);
extern const char *logistic_xml_require(const LogisticXml *xml,
										const char *name);

/* An attribute that is a finite number; without it, the fallback. */
extern double logistic_xml_number(const LogisticXml *xml, const char *name,
								  double fallback);
extern double logistic_xml_require_number(const LogisticXml *xml,
										  const char *name);

/* The line that is being read, from 1, for complaints. */
extern int	logistic_xml_line(const LogisticXml *xml);

/* The first character that XML cannot hold, or NULL (xml_write.c). */
extern const char *logistic_xml_forbidden(const char *text);

/* Appends an attribute, its value escaped; a number is exact. */
extern void logistic_xml_write(StringInfo text, const char *name,
							   const char *value);
extern void logistic_xml_write_number(StringInfo text, const char *name,
									  double value);

#endif							/* LOGISTIC_XML_H */
