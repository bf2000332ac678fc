/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"

G_BEGIN_DECLS

char       *gb_outbox_words_title       (const GbAction     *action);
char       *gb_outbox_words_about       (const GbAction     *action,
                                         const char         *name);
char       *gb_outbox_words_excerpt     (const GbAction     *action);
char       *gb_outbox_words_written     (const GbAction     *action,
                                         gint64              now);
char       *gb_outbox_words_state       (const GbAction     *action,
                                         gint64              now);
const char *gb_outbox_words_icon        (GbActionState       state);
const char *gb_outbox_words_style       (GbActionState       state);

const char *gb_outbox_words_choice      (const char         *key,
                                         const char         *choice);
char       *gb_outbox_words_value       (const GbActionKey  *key,
                                         const char         *value);
char       *gb_outbox_words_parse       (const GbActionKey  *key,
                                         const char         *text,
                                         const char        **problem);
GPtrArray  *gb_outbox_words_mine        (const GbAction     *action);
GPtrArray  *gb_outbox_words_theirs      (const GbAction     *action);

/**
 * GbOutboxLine:
 * @key: (owned): the member's name
 * @label: (owned): what it is called
 * @value: (owned): as people read it
 *
 * A line of one version of a record.
 */
typedef struct
{
  char *key;
  char *label;
  char *value;
} GbOutboxLine;

G_END_DECLS
