/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"
#include "gb-horizon.h"
#include "gb-search-terms.h"

G_BEGIN_DECLS

/**
 * GbDossierSelect:
 *
 * A query made ready to become SQL at one moment: the one way from a #GbDossierQuery to rows, for
 * counts, lists and groups alike.
 */
typedef struct
{
  const GbDossierQuery *query; /* not owned */
  GbSearchTerms *terms; /* (owned) (nullable) */
  GbCalendars *calendars; /* (owned) */
  GbHorizon horizon;
} GbDossierSelect;

gboolean        gb_dossier_select_init         (GbDossierSelect       *self,
                                                GbSqlConnection       *connection,
                                                const GbDossierQuery  *query,
                                                gint64                 now,
                                                GError               **error);
void            gb_dossier_select_clear        (GbDossierSelect       *self);
void            gb_dossier_select_append_where (const GbDossierSelect *self,
                                                GbDossierFilter        filter,
                                                GString               *sql);
GbSqlStatement *gb_dossier_select_prepare      (const GbDossierSelect *self,
                                                GbSqlConnection       *connection,
                                                const char            *sql,
                                                GError               **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbDossierSelect, gb_dossier_select_clear)

G_END_DECLS
