/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-paper.h"

G_BEGIN_DECLS

/**
 * GbPaperMakeFunc:
 * @i: which, from 0
 *
 * Makes one of many documents, which is dropped once it is written. May be called by any thread.
 *
 * Returns: (transfer full) (nullable): %NULL with @error set
 */
typedef GbPaper *(*GbPaperMakeFunc) (guint      i,
                                     gpointer   data,
                                     GError   **error);

/**
 * GbPaperProgressFunc:
 * @done: how many of the documents are written
 * @n: how many there are
 *
 * Called by the thread that writes.
 */
typedef void (*GbPaperProgressFunc) (guint    done,
                                     guint    n,
                                     gpointer data);

/**
 * GbPaperMany:
 * @n: how many documents there are, at least 1
 * @make: makes them, in their order
 * @progress: (nullable): told after each
 * @data: for both
 *
 * Documents that become one file. Its properties are those of the first; each begins on a page of its own, whose
 * number is its own, and has an entry in the reader's list of contents.
 */
typedef struct
{
  guint n;
  GbPaperMakeFunc make;
  GbPaperProgressFunc progress;
  gpointer data;
} GbPaperMany;

gboolean gb_paper_write_pdf (GbPaper            *paper,
                             GOutputStream      *stream,
                             GCancellable       *cancellable,
                             GError            **error);
gboolean gb_paper_save      (GbPaper            *paper,
                             GFile              *file,
                             GCancellable       *cancellable,
                             GError            **error);
guint    gb_paper_save_many (const GbPaperMany  *many,
                             GFile              *file,
                             GCancellable       *cancellable,
                             GError            **error);

G_END_DECLS
