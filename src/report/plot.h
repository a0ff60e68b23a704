/*-------------------------------------------------------------------------
 *
 * plot.h
 *		One picture: a frame with two scales, axes and marks, as SVG text.
 *
 * The caller begins a plot, sets its scales, draws axes and marks in data
 * units, and ends it.  Colours are CSS variables, so that a picture follows
 * the reader's light or dark setting and prints in black on white.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PLOT_H
#define LOGISTIC_PLOT_H

#include "lib/stringinfo.h"

/* From data to pixels, along one axis. */
typedef struct LogisticScale
{
	double		low;			/* of the data; above zero if is_log */
	double		high;			/* of the data, above low */
	double		from;			/* pixel of low */
	double		to;				/* pixel of high */
	bool		is_log;
} LogisticScale;

typedef struct LogisticPlot
{
	StringInfo	svg;			/* where the text goes; the caller's */
	double		width;			/* of the whole picture, in pixels */
	double		height;
	double		left;			/* margins around the frame, in pixels */
	double		right;
	double		top;
	double		bottom;
	LogisticScale x;
	LogisticScale y;
} LogisticPlot;

/* What a mark is, and so how it looks; see the style in plot.c. */
typedef enum LogisticMark
{
	LOGISTIC_MARK_FIRST,		/* the model; the positive class */
	LOGISTIC_MARK_SECOND,		/* what it is compared with; the negative */
	LOGISTIC_MARK_REFERENCE		/* chance, no effect, perfection */
} LogisticMark;

/* The style sheet of all pictures; a page that holds several needs it once. */
extern const char *logistic_plot_style(void);

/*
 * Begins a picture.  The title is for readers and screen readers, and is
 * escaped here.  "standalone" pictures carry the style and the name space.
 */
extern void logistic_plot_begin(LogisticPlot *plot, StringInfo svg,
								double width, double height,
								const char *title, bool standalone);
extern void logistic_plot_end(LogisticPlot *plot);

/* Sets the data's ranges; call it once the margins are settled. */
extern void logistic_plot_scales(LogisticPlot *plot, double x_low,
								 double x_high, double y_low, double y_high);

/* Axes with ticks at round numbers, a grid, and a label. */
extern void logistic_plot_axis_x(LogisticPlot *plot, const char *label);
extern void logistic_plot_axis_y(LogisticPlot *plot, const char *label);

/* Pixels of a value; outside of the scale it is taken to its end. */
extern double logistic_plot_pixel(const LogisticScale *scale, double value);

/* Marks, in data units.  A line leaves out points too close to be seen. */
extern void logistic_plot_line(LogisticPlot *plot, LogisticMark mark,
							   int n, const double *x, const double *y);
extern void logistic_plot_segment(LogisticPlot *plot, LogisticMark mark,
								  double x1, double y1, double x2, double y2);
extern void logistic_plot_bar(LogisticPlot *plot, LogisticMark mark,
							  double x1, double y1, double x2, double y2,
							  const char *tip);
extern void logistic_plot_dot(LogisticPlot *plot, LogisticMark mark,
							  double x, double y, double radius,
							  const char *tip);

/* Text at a place in pixels; anchor is "start", "middle" or "end". */
extern void logistic_plot_text(LogisticPlot *plot, const char *class,
							   double x, double y, const char *anchor,
							   const char *text);

/*
 * A text of at most n characters, 8 or more: what is too long loses its middle,
 * for what tells two names apart stands at either end.
 */
extern const char *logistic_plot_shorten(const char *text, int n);

/* Text with &, <, > and quotes escaped: safe in HTML and XML. */
extern void logistic_plot_append_escaped(StringInfo out, const char *text);

#endif							/* LOGISTIC_PLOT_H */
