/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendars.h"
#include "gb-dossier.h"
#include "gb-sql-statement.h"

G_BEGIN_DECLS

const char *gb_dossier_columns_sql   (void);
GbDossier  *gb_dossier_new_loading   (gint64          number);
GbDossier  *gb_dossier_new_from_row  (GbSqlStatement *statement,
                                      GbCalendars    *calendars,
                                      gint64          now);
void        gb_dossier_take          (GbDossier      *self,
                                      GbDossier      *fresh);

G_END_DECLS
