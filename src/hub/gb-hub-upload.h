/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-token.h"

G_BEGIN_DECLS

/**
 * GbHubUpload:
 * @sha256: what the file is called
 * @total: how long it is
 * @first: where the part begins
 * @part: (nullable): a part of it; %NULL to ask how much is there
 *
 * A file, or a part of one, that a workstation sends.
 */
typedef struct
{
  const char *sha256;
  gsize total;
  gsize first;
  GBytes *part;
} GbHubUpload;

/**
 * GbHubUploadOutcome:
 * @GB_HUB_UPLOAD_KNOWN: the file is there already
 * @GB_HUB_UPLOAD_MORE: the part was kept, the rest is missing
 * @GB_HUB_UPLOAD_DONE: the file is there now
 * @GB_HUB_UPLOAD_OFFSET: the part does not begin where the last one ended
 * @GB_HUB_UPLOAD_HASH: the file is another than its name says; nothing of it was kept
 * @GB_HUB_UPLOAD_TOO_MANY: the workstation has sent as much as it may for a day
 */
typedef enum
{
  GB_HUB_UPLOAD_KNOWN,
  GB_HUB_UPLOAD_MORE,
  GB_HUB_UPLOAD_DONE,
  GB_HUB_UPLOAD_OFFSET,
  GB_HUB_UPLOAD_HASH,
  GB_HUB_UPLOAD_TOO_MANY,
} GbHubUploadOutcome;

gboolean gb_hub_upload_take  (GbHub               *hub,
                              const GbHubToken    *token,
                              const GbHubUpload   *upload,
                              GbHubUploadOutcome  *outcome,
                              gsize               *offset,
                              GError             **error);
gboolean gb_hub_upload_is_for
                             (GbSqlConnection     *connection,
                              const GbHubScope    *scope,
                              const char          *sha256,
                              gboolean            *is_for,
                              GError             **error);
gboolean gb_hub_upload_share (GbSqlConnection     *connection,
                              const char          *sha256,
                              const char          *commune,
                              GError             **error);
void     gb_hub_upload_sweep (GbHub               *hub);

G_END_DECLS
