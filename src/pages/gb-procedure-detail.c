/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-procedure-detail.h"

#include "gb-calendars.h"
#include "gb-contact-repository.h"
#include "gb-dossier-repository.h"
#include "gb-procedure-catalogue.h"

typedef struct
{
  char *key;
  char *name;
  char *commune;
  gint64 now;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->key);
  g_free (self->name);
  g_free (self->commune);
  g_free (self);
}

void
gb_procedure_detail_free (GbProcedureDetail *self)
{
  g_clear_pointer (&self->procedure, gb_procedure_unref);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_free (self);
}

/* As the page of dossiers counts them that is opened with it. */
static gboolean
count_open (GbProcedureDetail *self,
            GbSqlConnection   *connection,
            const char        *commune,
            GError           **error)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_OPEN);

  query->procedure = g_strdup (self->procedure->name);
  query->commune = g_strdup (commune);
  return gb_dossier_repository_count (connection, query, self->now, &self->n_open, error);
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Request *request = data;
  g_autoptr (GbProcedureDetail) self = g_new0 (GbProcedureDetail, 1);
  g_autoptr (GbProcedureCatalogue) catalogue
      = gb_procedure_catalogue_load (connection, gb_time_day (request->now), error);
  g_autoptr (GbCalendars) calendars = NULL;

  if (catalogue == NULL)
    return NULL;
  self->now = request->now;
  self->procedure = gb_procedure_catalogue_get (catalogue, request->key);
  if (self->procedure == NULL)
    self->procedure = gb_procedure_catalogue_of (catalogue, request->key, request->name);
  if (self->procedure == NULL)
    return g_steal_pointer (&self);
  calendars = gb_calendars_load (connection, error);
  if (calendars == NULL || !count_open (self, connection, request->commune, error))
    return NULL;
  if (self->procedure->limited)
    self->due = gb_limit_due (&self->procedure->limit, gb_calendars_of_commune (calendars, request->commune), self->now);
  self->contacts = gb_contact_repository_for (connection, NULL, self->procedure->field, error);
  return self->contacts != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * gb_procedure_detail_load_async:
 * @key: the id or the national code of a procedure
 * @name: (nullable): its name, where the key may not be known
 * @commune: (nullable): whose open dossiers and whose calendar count; %NULL: the whole scope's
 *
 * Reads off the main thread.
 */
void
gb_procedure_detail_load_async (GbStore             *store,
                                const char          *key,
                                const char          *name,
                                const char          *commune,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Request *request = g_new0 (Request, 1);

  request->key = g_strdup (key);
  request->name = g_strdup (name);
  request->commune = g_strdup (commune);
  request->now = gb_clock_now (gb_store_get_clock (store));
  gb_store_read_async (store, load, request, request_free, (GDestroyNotify) gb_procedure_detail_free, G_PRIORITY_HIGH,
                       cancellable, callback, user_data);
}

/**
 * gb_procedure_detail_load_finish:
 *
 * Returns: (transfer full): the detail, without a procedure when there is none of that key
 */
GbProcedureDetail *
gb_procedure_detail_load_finish (GbStore      *store,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return gb_store_read_finish (store, result, error);
}
