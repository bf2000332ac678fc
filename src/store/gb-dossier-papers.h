/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-repository.h"
#include "gb-dossier.h"
#include "gb-letters-urges.h"

G_BEGIN_DECLS

/**
 * GbDossierLetter:
 * @number: (owned): as the hub gave it
 * @reason: (owned) (nullable): why
 * @made: when it was signed, UTC seconds
 * @new_due: the new date, UTC seconds
 *
 * An apology letter in the province's data (phiếu xin lỗi và hẹn lại).
 */
typedef struct
{
  char *number;
  char *reason;
  gint64 made;
  gint64 new_due;
} GbDossierLetter;

/**
 * GbDossierPapers:
 * @can_apologise: whether a letter may be signed
 * @apology_refusal: (owned) (nullable): why not, for the user
 * @apology_warnings: what the user should know before signing
 * @proposed_due: the new date that the calendar proposes, UTC seconds
 * @can_urge: whether a slip may be written
 * @urge_refusal: (owned) (nullable): why not, for the user
 * @urge_warnings: what the user should know before urging
 * @officer: (owned) (nullable): whom a slip goes to
 * @history: how that officer answered so far
 * @letters: (owned) (element-type GbDossierLetter): those issued, oldest first
 * @slips: (owned) (element-type GbUrge): about this dossier, newest first
 * @pending: (owned) (element-type GbAction): what was done here and the feed has not brought yet
 *
 * The letters and slips about one dossier, and what may be written next.
 */
typedef struct
{
  gboolean can_apologise;
  char *apology_refusal;
  GbActionWarnings apology_warnings;
  gint64 proposed_due;
  gboolean can_urge;
  char *urge_refusal;
  GbActionWarnings urge_warnings;
  char *officer;
  GbUrgeHistory history;
  GPtrArray *letters;
  GPtrArray *slips;
  GPtrArray *pending;
} GbDossierPapers;

GbDossierPapers *gb_dossier_papers_load (GbSqlConnection  *connection,
                                         const char       *code,
                                         gint64            now,
                                         GError          **error);
void             gb_dossier_papers_free (GbDossierPapers  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDossierPapers, gb_dossier_papers_free)

G_END_DECLS
