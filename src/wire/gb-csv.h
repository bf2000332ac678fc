/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbCsvReader:
 *
 * Reads a table row by row; the text must outlive it.
 */
typedef struct
{
  const char *at;
  const char *end;
  char separator;
} GbCsvReader;

void     gb_csv_reader_init  (GbCsvReader  *self,
                              const char   *text,
                              gsize         length);
void     gb_csv_reader_clear (GbCsvReader  *self);
gboolean gb_csv_reader_next  (GbCsvReader  *self,
                              GPtrArray   **row);

char    *gb_csv_quote        (const char   *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbCsvReader, gb_csv_reader_clear)

G_END_DECLS
