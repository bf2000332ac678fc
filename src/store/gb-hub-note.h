/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbHubNote:
 * @place: (owned) (nullable): where its data are from, as it stands in a sentence: "tỉnh Quảng Ngãi"; %NULL where the hub
 *   did not say
 * @illustration: whether its data are made up (dữ liệu minh họa)
 *
 * What the hub said of its data when it was last asked.
 */
typedef struct
{
  char *place;
  gboolean illustration;
} GbHubNote;

void     gb_hub_note_clear (GbHubNote        *self);
gboolean gb_hub_note_load  (GbSqlConnection  *connection,
                            GbHubNote        *note,
                            GError          **error);
gboolean gb_hub_note_save  (GbSqlConnection  *connection,
                            const GbHubNote  *note,
                            GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubNote, gb_hub_note_clear)

G_END_DECLS
