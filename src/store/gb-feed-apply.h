/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-record.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbFeedOutcome:
 * @GB_FEED_PUT: the record was made or replaced
 * @GB_FEED_DELETED: the record is gone, if it was there
 * @GB_FEED_SKIPPED: a type this version does not know; nothing changed
 * @GB_FEED_SET_ASIDE: the line breaks its schema; nothing changed, gb_feed_apply_get_reason() tells
 */
typedef enum
{
  GB_FEED_PUT,
  GB_FEED_DELETED,
  GB_FEED_SKIPPED,
  GB_FEED_SET_ASIDE,
} GbFeedOutcome;

typedef struct _GbFeedApply GbFeedApply;

GbFeedApply *gb_feed_apply_new        (GbSqlConnection  *connection,
                                       gint64            generation,
                                       GError          **error);
void         gb_feed_apply_free       (GbFeedApply      *self);
void         gb_feed_apply_set_commune
                                      (GbFeedApply      *self,
                                       const char       *commune);
void         gb_feed_apply_set_group  (GbFeedApply      *self,
                                       GbRecordGroup     group);
gboolean     gb_feed_apply_refuse     (GbFeedApply      *self,
                                       const char       *line,
                                       gsize             length,
                                       const char       *reason,
                                       GbFeedOutcome    *outcome,
                                       GError          **error);
gboolean     gb_feed_apply_line       (GbFeedApply      *self,
                                       const char       *line,
                                       gsize             length,
                                       GbFeedOutcome    *outcome,
                                       GError          **error);
const char  *gb_feed_apply_get_reason (GbFeedApply      *self);
const char  *gb_feed_apply_get_type   (GbFeedApply      *self);
const char  *gb_feed_apply_get_id     (GbFeedApply      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbFeedApply, gb_feed_apply_free)

G_END_DECLS
