/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"
#include "gb-attachment.h"

G_BEGIN_DECLS

/* The files that the JSON object @data names: a table `f` whose `value` may be asked for by the next. */
#define GB_ATTACHMENT_NAMED(data) "json_each(" data ",'$.files') f"
#define GB_ATTACHMENT_NAME        "iif(f.type='object',f.value->>'$.sha256',f.value)"

/* Whether an action, the row @action, names a file that the hub does not have yet. */
#define GB_ATTACHMENT_AWAITED_SQL(action)                                                          \
  "EXISTS (SELECT 1 FROM " GB_ATTACHMENT_NAMED (action ".data") " JOIN attachment t ON t.sha256=" GB_ATTACHMENT_NAME " "    \
  "WHERE t.state='waiting')"

const char *gb_attachment_state_name (GbAttachmentState   state);

gboolean    gb_attachment_want_again (GbSqlConnection    *local,
                                      const char         *action,
                                      GError            **error);
gboolean    gb_attachment_tidy       (GbSqlConnection    *cache,
                                      GbSqlConnection    *local,
                                      const char         *brought,
                                      gint64              now,
                                      GError            **error);

G_END_DECLS
