/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"

G_BEGIN_DECLS

/**
 * GbDossierView:
 * @query: (owned): class, limits, search and order; the commune is not part of it
 * @group: (owned) (nullable): what the side list groups by: "officer" or "field"; %NULL for none
 * @columns: (owned) (nullable): the columns' nicks; %NULL: those there is room for
 *
 * How dossiers are looked at, to be kept under a name.
 */
typedef struct
{
  GbDossierQuery *query;
  char *group;
  GStrv columns;
} GbDossierView;

GbDossierView *gb_dossier_view_new     (const GbDossierQuery  *query,
                                        const char            *group,
                                        const char *const     *columns);
GbDossierView *gb_dossier_view_parse   (const char            *json,
                                        GError               **error);
char          *gb_dossier_view_to_json (const GbDossierView   *self);
void           gb_dossier_view_free    (GbDossierView         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDossierView, gb_dossier_view_free)

G_END_DECLS
