/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-deadline.h"

G_BEGIN_DECLS

/**
 * GbDeadlineSentence:
 * @text: (owned): what was done, without a full stop
 * @result: (owned) (nullable): the moment it leads to, such as "25/08 09:20"
 * @source: the article behind it, in Vietnamese
 *
 * One numbered line of "vì sao hạn là…".
 */
typedef struct
{
  char *text;
  char *result;
  const char *source;
} GbDeadlineSentence;

char       *gb_deadline_words_moment  (gint64               instant,
                                       gint64               now);
char       *gb_deadline_words_amount  (gint64               seconds);
GPtrArray  *gb_deadline_words_trace   (const GbDeadline    *deadline,
                                       GArray              *events,
                                       const GbLimit       *limit,
                                       GbWorkCalendar      *calendar,
                                       GHashTable          *day_names,
                                       gint64               now);
const char *gb_deadline_words_entry   (const GbLedgerEntry *entry,
                                       GArray              *events);

void        gb_deadline_sentence_free (GbDeadlineSentence  *self);

G_END_DECLS
