/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbTextSpan:
 * @start: where it begins, in bytes
 * @end: where it ends, in bytes
 */
typedef struct
{
  gsize start;
  gsize end;
} GbTextSpan;

char       **gb_text_words      (const char        *text);
const char  *gb_text_find_word  (const char        *folded,
                                 const char        *word);
GArray      *gb_text_find_spans (const char        *text,
                                 const char *const *words);

G_END_DECLS
