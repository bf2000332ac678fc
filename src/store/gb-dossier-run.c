/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-run.h"

#include "gb-dossier-repository.h"
#include "gb-list-diff.h"

/* A view redraws once however much it is told; beyond some hundred edits telling costs more. */
#define MAX_EDITS 200

GbDossierRun *
gb_dossier_run_new (const GbDossierQuery *query,
                    gint64                now,
                    GArray               *held)
{
  GbDossierRun *self = g_new0 (GbDossierRun, 1);

  self->query = gb_dossier_query_copy (query);
  self->now = now;
  self->held = held != NULL ? g_array_ref (held) : NULL;
  return self;
}

void
gb_dossier_run_free (gpointer data)
{
  GbDossierRun *self = data;

  gb_dossier_query_free (self->query);
  g_clear_pointer (&self->held, g_array_unref);
  g_free (self);
}

void
gb_dossier_run_result_free (gpointer data)
{
  GbDossierRunResult *self = data;

  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->edits, g_array_unref);
  g_free (self);
}

/**
 * gb_dossier_run:
 * @run: a #GbDossierRun
 *
 * A #GbStoreFunc: finds and sorts the rows of a list and compares them with those it has, all away
 * from the main thread.
 *
 * Returns: (transfer full): a #GbDossierRunResult
 */
gpointer
gb_dossier_run (GbSqlConnection *connection,
                gpointer         run,
                GCancellable    *cancellable,
                GError         **error)
{
  const GbDossierRun *self = run;
  GbDossierRunResult *result = g_new0 (GbDossierRunResult, 1);
  const GArray *held = self->held;

  result->whole = TRUE;
  result->numbers = held != NULL ? gb_dossier_repository_numbers (connection, self->query, self->now, error)
                                 : gb_dossier_repository_first_numbers (connection, self->query, self->now,
                                                                        &result->whole, error);
  if (result->numbers == NULL ||
      !gb_dossier_repository_next_boundary (connection, self->now, &result->boundary, error))
    {
      gb_dossier_run_result_free (result);
      return NULL;
    }
  if (held != NULL)
    result->edits = gb_list_diff ((const gint64 *) (gpointer) held->data, held->len,
                                  (const gint64 *) (gpointer) result->numbers->data,
                                  result->numbers->len, MAX_EDITS);
  return result;
}
