/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-exchange-message.h"
#include "gb-hub-import.h"
#include "gb-hub-private.h"

G_BEGIN_DECLS

/* Records between two commits: a cut loses little, and the log's tags stay few. */
#define GB_HUB_BATCH 2000

gboolean gb_hub_import_message   (GbHub              *hub,
                                  const char         *name,
                                  GBytes             *bytes,
                                  GbExchangeMessage  *message,
                                  GbImportReport     *report,
                                  GError            **error);
gboolean gb_hub_derive_dossier   (GbHub              *hub,
                                  const char         *code,
                                  GbHubLogOutcome    *outcome,
                                  GError            **error);
gboolean gb_hub_derive_dates     (GbHub              *hub,
                                  GError            **error);
gboolean gb_hub_note_dossier     (GbHub              *hub,
                                  const char         *code,
                                  const char         *received_by,
                                  const char         *facts,
                                  GbHubLogOutcome    *outcome,
                                  GError            **error);
gboolean gb_hub_is_derived       (GbHub              *hub,
                                  const char         *code,
                                  gboolean           *derived,
                                  GError            **error);
void     gb_hub_refuse           (GbHub              *hub,
                                  GbHubLogOutcome     outcome,
                                  GbRecordType        type,
                                  const char         *name,
                                  int                 index,
                                  GbImportReport     *report);

G_END_DECLS
