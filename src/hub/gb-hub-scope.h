/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbHubScope:
 * @text: "commune:21028", "province:51", "exchange:51" or "exchange:51:AGENCY"
 * @commune: (nullable): the commune's code; %NULL for the whole province
 * @province: (nullable): the province's code, when the whole province is seen
 * @exchange: the province's code when nothing is seen, only written; else empty
 * @agency: (nullable): the id of the agency whose records alone are written
 *
 * What part of the hub's records a token opens, or a page of the feed shows.
 */
typedef struct
{
  char *text;
  const char *commune;
  const char *province;
  char exchange[3];
  const char *agency;
} GbHubScope;

gboolean gb_hub_scope_parse  (GbHubScope        *self,
                              const char        *text,
                              GError           **error);
gboolean gb_hub_scope_covers (const GbHubScope  *self,
                              const GbHubScope  *asked);
gboolean gb_hub_scope_check  (const GbHubScope  *self,
                              GbSqlConnection   *connection,
                              GError           **error);
void     gb_hub_scope_clear  (GbHubScope        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubScope, gb_hub_scope_clear)

G_END_DECLS
