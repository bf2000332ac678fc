/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"

G_BEGIN_DECLS

/**
 * GbDossierLimit:
 *
 * @GB_DOSSIER_LIMIT_SET: to what a figure of a report counted
 *
 * What the user can narrow the table by, besides its class.
 */
typedef enum
{
  GB_DOSSIER_LIMIT_FIELD,
  GB_DOSSIER_LIMIT_PROCEDURE,
  GB_DOSSIER_LIMIT_OFFICER,
  GB_DOSSIER_LIMIT_CHANNEL,
  GB_DOSSIER_LIMIT_STATE,
  GB_DOSSIER_LIMIT_RECEIVED,
  GB_DOSSIER_LIMIT_DUE,
  GB_DOSSIER_LIMIT_SET,
} GbDossierLimit;

#define GB_N_DOSSIER_LIMITS 8

const char *gb_dossier_limit_name   (GbDossierLimit        limit);
char       *gb_dossier_limit_words  (GbDossierLimit        limit,
                                     const GbDossierQuery *query,
                                     GbDay                 today);
gboolean    gb_dossier_limit_is_set (GbDossierLimit        limit,
                                     const GbDossierQuery *query);
void        gb_dossier_limit_copy   (GbDossierLimit        limit,
                                     GbDossierQuery       *to,
                                     const GbDossierQuery *from);
void        gb_dossier_limits_copy  (GbDossierQuery       *to,
                                     const GbDossierQuery *from);
guint       gb_dossier_limits_count (const GbDossierQuery *query);

G_END_DECLS
