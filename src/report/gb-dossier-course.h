/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-detail.h"

G_BEGIN_DECLS

/**
 * GbDossierEntry:
 * @at: when, UTC seconds
 * @place: keeps the order of what happened at once
 * @what: (owned)
 * @more: (owned) (nullable): what somebody wrote about it, which may name the applicant
 * @style: (nullable): what it does to the clock, in the words of style.css
 *
 * Something that happened to a dossier, or will.
 */
typedef struct
{
  gint64 at;
  guint place;
  char *what;
  char *more;
  const char *style;
} GbDossierEntry;

GPtrArray *gb_dossier_course_new (const GbDossierDetail *detail);

G_END_DECLS
