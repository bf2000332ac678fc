/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-record.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbHubGuard:
 * @agency: (owned): the id of the agency that a dossier system writes for
 * @commune: (owned) (nullable): the commune it is an agency of
 *
 * Whose records may be written: those of the agency itself and of its commune.
 */
typedef struct
{
  char *agency;
  char *commune;
} GbHubGuard;

gboolean gb_hub_guard_load   (GbHubGuard        *self,
                              GbSqlConnection   *connection,
                              const char        *agency,
                              GError           **error);
void     gb_hub_guard_clear  (GbHubGuard        *self);
gboolean gb_hub_guard_allows (const GbHubGuard  *self,
                              GbSqlConnection   *connection,
                              GbRecordType       type,
                              const char        *data,
                              gboolean          *allowed,
                              GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubGuard, gb_hub_guard_clear)

G_END_DECLS
