/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-guard.h"
#include "gb-record.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbHubLogOutcome:
 * @GB_HUB_LOG_SAME: the record already stands so; nothing changed
 * @GB_HUB_LOG_CHANGED: it was made, replaced or deleted
 * @GB_HUB_LOG_REFUSED: it breaks its schema, or is not the guard's to write; gb_hub_log_get_reason() tells
 * @GB_HUB_LOG_NO_PARENT: the record it belongs to is not there
 */
typedef enum
{
  GB_HUB_LOG_SAME,
  GB_HUB_LOG_CHANGED,
  GB_HUB_LOG_REFUSED,
  GB_HUB_LOG_NO_PARENT,
} GbHubLogOutcome;

typedef struct _GbHubLog GbHubLog;

GbHubLog   *gb_hub_log_new        (GbSqlConnection  *connection);
void        gb_hub_log_free       (GbHubLog         *self);

void        gb_hub_log_set_guard  (GbHubLog         *self,
                                   const GbHubGuard *guard);
const GbHubGuard *
            gb_hub_log_get_guard  (GbHubLog         *self);

gboolean    gb_hub_log_begin      (GbHubLog         *self,
                                   GError          **error);
gboolean    gb_hub_log_commit     (GbHubLog         *self,
                                   GError          **error);
void        gb_hub_log_rollback   (GbHubLog         *self);

gboolean    gb_hub_log_put        (GbHubLog         *self,
                                   GbRecordType      type,
                                   const char       *id,
                                   const char       *data,
                                   GbHubLogOutcome  *outcome,
                                   GError          **error);
gboolean    gb_hub_log_amend      (GbHubLog         *self,
                                   GbRecordType      type,
                                   const char       *id,
                                   const char       *data,
                                   GbHubLogOutcome  *outcome,
                                   GError          **error);
gboolean    gb_hub_log_touch      (GbHubLog         *self,
                                   GbRecordType      type,
                                   const char       *id,
                                   gint64           *rev,
                                   GError          **error);
gboolean    gb_hub_log_delete     (GbHubLog         *self,
                                   GbRecordType      type,
                                   const char       *id,
                                   GbHubLogOutcome  *outcome,
                                   GError          **error);
gboolean    gb_hub_log_find       (GbHubLog         *self,
                                   GbRecordType      type,
                                   const char       *id,
                                   char            **data,
                                   GError          **error);
guint64     gb_hub_log_n_changed  (GbHubLog         *self);
const char *gb_hub_log_get_reason (GbHubLog         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbHubLog, gb_hub_log_free)

G_END_DECLS
