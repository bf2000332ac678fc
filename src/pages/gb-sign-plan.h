/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"
#include "gb-letter-form.h"

G_BEGIN_DECLS

/**
 * GbSignPlan:
 * @forms: (owned) (element-type GbLetterForm): the letters that may be signed, as the calendar proposes them, in the
 *   order of the rows
 * @n_signed: about how many dossiers one was signed already
 * @n_refused: how many others must have none
 * @refusal: (owned) (nullable): why the first of these must not, for the user
 *
 * Which apology letters can be signed about some dossiers.
 */
typedef struct
{
  GPtrArray *forms;
  guint n_signed;
  guint n_refused;
  char *refusal;
} GbSignPlan;

/* Functions that block and read; run them on a thread of the store. */
GbSignPlan *gb_sign_plan_load_query   (GbSqlConnection       *connection,
                                       const GbDossierQuery  *query,
                                       gint64                 now,
                                       GCancellable          *cancellable,
                                       GError               **error);
GbSignPlan *gb_sign_plan_load_numbers (GbSqlConnection       *connection,
                                       const gint64          *numbers,
                                       gsize                  n_numbers,
                                       gint64                 now,
                                       GCancellable          *cancellable,
                                       GError               **error);
void        gb_sign_plan_free         (GbSignPlan            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSignPlan, gb_sign_plan_free)

G_END_DECLS
