/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-import.h"
#include "gb-hub-page.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GbHubFixture:
 * @folder: (owned): removed at the end
 * @hub: (owned): with the communes 21028 and 21025, whose agencies have the exchange codes N and C,
 *   and the province's agency P
 * @clock: (owned): 26 August 2026, 07:15
 *
 * A hub with little in it.
 */
typedef struct
{
  char *folder;
  GbHub *hub;
  GbClock *clock;
} GbHubFixture;

void            gb_hub_fixture_set_up    (GbHubFixture  *self,
                                          gconstpointer  data);
void            gb_hub_fixture_tear_down (GbHubFixture  *self,
                                          gconstpointer  data);

GbImportReport *gb_hub_fixture_records   (GbHubFixture  *self,
                                          const char    *lines);
GbImportReport *gb_hub_fixture_dossiers  (GbHubFixture  *self,
                                          const char    *owner,
                                          const char    *records);
GbImportReport *gb_hub_fixture_steps     (GbHubFixture  *self,
                                          const char    *records);
char           *gb_hub_fixture_value     (GbHubFixture  *self,
                                          const char    *id,
                                          const char    *member);
char           *gb_hub_fixture_pull      (GbHubFixture  *self,
                                          const char    *scope,
                                          const char    *group,
                                          guint          limit,
                                          char         **cursor);

G_END_DECLS
