/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-exchange-merge.h"
#include "gb-hub-private.h"

G_BEGIN_DECLS

/**
 * GbHubDossier:
 * @facts: (owned) (nullable): what its messages say all together; %NULL when none came yet
 * @commune: (owned) (nullable): the commune that owns the clock
 * @received_by: (owned) (nullable): the commune where it was handed in; %NULL for the same
 * @told_at: of when the newest message tells, UTC seconds
 * @state_at: steps after that moment have a newer state than @facts
 * @due_is_newer: whether NgayHenTra changed after the last NgayHenTraMoi
 *
 * A dossier as the exchange messages tell it, from which its record is made.
 */
typedef struct
{
  GbExchangeDossier *facts;
  char *commune;
  char *received_by;
  gint64 told_at;
  gint64 state_at;
  gboolean due_is_newer;
} GbHubDossier;

/**
 * GbHubStep:
 * @at: when, UTC seconds
 * @state: the state it brought
 * @officer: (owned) (nullable): name
 * @unit: (owned) (nullable): name
 *
 * What a dossier's record needs of its steps.
 */
typedef struct
{
  gint64 at;
  int state;
  char *officer;
  char *unit;
} GbHubStep;

gboolean gb_hub_dossier_load       (GbHub                    *hub,
                                    const char               *code,
                                    GbHubDossier             *self,
                                    GError                  **error);
gboolean gb_hub_dossier_save       (GbHub                    *hub,
                                    const GbHubDossier       *self,
                                    GError                  **error);
void     gb_hub_dossier_clear      (GbHubDossier             *self);
void     gb_hub_dossier_take       (GbHubDossier             *self,
                                    const GbExchangeDossier  *news,
                                    GArray                   *steps,
                                    gint64                    now);

GArray  *gb_hub_dossier_load_steps (GbHub                    *hub,
                                    const char               *code,
                                    GError                  **error);
char    *gb_hub_dossier_to_data    (GbHub                    *hub,
                                    const GbHubDossier       *self,
                                    GArray                   *steps,
                                    GError                  **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubDossier, gb_hub_dossier_clear)

G_END_DECLS
