/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-detail.h"

G_BEGIN_DECLS

/**
 * GbDossierFact:
 * @name: what it is
 * @value: (owned)
 */
typedef struct
{
  const char *name;
  char *value;
} GbDossierFact;

GPtrArray *gb_dossier_facts_new      (const GbDossierDetail *detail,
                                      gboolean               masked);
char      *gb_dossier_facts_standing (const GbDossierDetail *detail);

G_END_DECLS
