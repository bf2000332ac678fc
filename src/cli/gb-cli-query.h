/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"

G_BEGIN_DECLS

#define GB_CLI_QUERY_INIT { NULL, G_MAXINT, 0 }

/**
 * GbCliQuery:
 * @query: (owned) (nullable): once it is parsed
 * @limit: at most how many rows; %G_MAXINT = all
 * @offset: how many are left out first
 *
 * Which dossiers are wanted. Begins as %GB_CLI_QUERY_INIT.
 */
typedef struct
{
  GbDossierQuery *query;
  int limit;
  int offset;
} GbCliQuery;

gboolean gb_cli_query_parse (GbCliQuery   *self,
                             int          *argc,
                             char       ***argv,
                             GError      **error);
void     gb_cli_query_clear (GbCliQuery   *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbCliQuery, gb_cli_query_clear)

G_END_DECLS
