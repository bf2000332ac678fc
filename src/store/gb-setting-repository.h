/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/* Who signed the last apology letter. */
#define GB_SETTING_SIGNER "signer"
/* How the table of dossiers is sorted, grouped and which columns it has: JSON, as
 * gb_dossier_view_to_json() has it. */
#define GB_SETTING_DOSSIERS "dossiers"

/* Which pins the map shows, as gb_map_pins_choice_to_text() has it. */
#define GB_SETTING_MAP_PINS "map-pins"

/* The time that is trusted in place of the machine's clock, as gb_clock_save_trust() has it. */
#define GB_SETTING_TRUSTED_TIME "trusted-time"

/* The wish for a team's visit that is being written: "" = none. */
#define GB_SETTING_VISIT_DRAFT "visit-draft"
/* Reports on tasks that are not finished yet, as GbTaskDrafts has them. */
#define GB_SETTING_TASK_DRAFTS "draft:tasks"

/* "1" while names and numbers are masked on the screen. */
#define GB_SETTING_MASKED "masked"

gboolean gb_setting_load_trusted_time
                               (GbSqlConnection      *local,
                                GbClock              *clock,
                                GError              **error);
gboolean gb_setting_load       (GbSqlConnection      *connection,
                                const char           *name,
                                char                **value,
                                GError              **error);
void     gb_setting_read_async (GbStore              *store,
                                const char           *name,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
char    *gb_setting_read_finish
                               (GbStore              *store,
                                GAsyncResult         *result,
                                GError              **error);
void     gb_setting_save       (GbStore              *store,
                                const char           *name,
                                const char           *value);

G_END_DECLS
