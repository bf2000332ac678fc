/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-contact.h"
#include "gb-procedure.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbProcedureDetail:
 * @procedure: (owned) (nullable): %NULL when there is none of that key
 * @n_open: how many dossiers of it are open
 * @due: UTC seconds, when a dossier that is accepted now is due; 0 where the limit is not known
 * @contacts: (owned) (element-type GbContact): whom to ask
 * @now: when it was read, UTC seconds
 *
 * A procedure, and what is going on of it here.
 */
typedef struct
{
  GbProcedure *procedure;
  gint64 n_open;
  gint64 due;
  GPtrArray *contacts;
  gint64 now;
} GbProcedureDetail;

void               gb_procedure_detail_load_async  (GbStore              *store,
                                                    const char           *key,
                                                    const char           *name,
                                                    const char           *commune,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GbProcedureDetail *gb_procedure_detail_load_finish (GbStore              *store,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void               gb_procedure_detail_free        (GbProcedureDetail    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbProcedureDetail, gb_procedure_detail_free)

G_END_DECLS
