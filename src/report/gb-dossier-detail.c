/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-detail.h"

#include <string.h>

#include "gb-calendars.h"
#include "gb-commune-repository.h"
#include "gb-cursor-repository.h"
#include "gb-duration.h"
#include "gb-hub-note.h"

typedef struct
{
  char *code; /* (owned) */
  gint64 now;
} GbDetailRequest;

static void
request_free (gpointer data)
{
  GbDetailRequest *self = data;

  g_free (self->code);
  g_free (self);
}

static void
clear_detail (gpointer data)
{
  GbDossierDetail *self = data;

  g_clear_object (&self->dossier);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self->commune);
  g_free (self->received_by);
  gb_dossier_reason_free (self->reason);
  gb_dossier_papers_free (self->papers);
  g_clear_object (&self->calendar);
}

GbDossierDetail *
gb_dossier_detail_ref (GbDossierDetail *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gb_dossier_detail_unref (GbDossierDetail *self)
{
  g_atomic_rc_box_release_full (self, clear_detail);
}

/* Such as "Phường Nghĩa Lộ": the type stands small in the data. */
static char *
full_name (const GbCommune *commune)
{
  g_autofree char *first = g_utf8_substring (commune->type, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strdup_printf ("%s%s %s", capital, commune->type + strlen (first), commune->name);
}

static gboolean
load_names (GbDossierDetail *self,
            GbSqlConnection *connection,
            GError         **error)
{
  g_autoptr (GPtrArray) communes = gb_commune_repository_list (connection, error);

  if (communes == NULL)
    return FALSE;
  for (guint i = 0; i < communes->len; i++)
    {
      GbCommune *commune = g_ptr_array_index (communes, i);

      if (g_strcmp0 (commune->code, gb_dossier_get_commune (self->dossier)) == 0)
        self->commune = full_name (commune);
      if (g_strcmp0 (commune->code, gb_dossier_get_received_by (self->dossier)) == 0)
        self->received_by = full_name (commune);
    }
  return TRUE;
}

/**
 * gb_dossier_detail_load:
 * @code: a dossier's code
 * @now: UTC seconds
 *
 * Blocks; to be called on a thread of the store.
 *
 * Returns: (transfer full): the detail, without a dossier when there is none of that code; %NULL on error
 */
GbDossierDetail *
gb_dossier_detail_load (GbSqlConnection *connection,
                        const char      *code,
                        gint64           now,
                        GError         **error)
{
  g_autoptr (GbDossierDetail) self = g_atomic_rc_box_new0 (GbDossierDetail);
  g_autoptr (GbCalendars) calendars = NULL;
  g_auto (GbCursor) cursor = { 0 };
  g_auto (GbHubNote) note = { 0 };

  self->now = now;
  if (!gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error) ||
      !gb_hub_note_load (connection, &note, error))
    return NULL;
  self->as_of = cursor.as_of;
  self->illustration = note.illustration;
  if (!gb_dossier_repository_find (connection, code, now, &self->dossier, error))
    return NULL;
  if (self->dossier == NULL)
    return g_steal_pointer (&self);
  self->steps = gb_dossier_repository_steps (connection, code, error);
  if (self->steps == NULL || !load_names (self, connection, error))
    return NULL;
  calendars = gb_calendars_load (connection, error);
  if (calendars == NULL)
    return NULL;
  self->calendar = g_object_ref (gb_calendars_of_commune (calendars, gb_dossier_get_commune (self->dossier)));
  self->day_seconds = gb_duration_typical_day (self->calendar, gb_time_day (now));
  self->reason = gb_dossier_reason_load (connection, self->dossier, self->calendar, now, error);
  if (self->reason == NULL)
    return NULL;
  self->papers = gb_dossier_papers_load (connection, code, now, error);
  return self->papers != NULL ? g_steal_pointer (&self) : NULL;
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const GbDetailRequest *request = data;

  return gb_dossier_detail_load (connection, request->code, request->now, error);
}

/**
 * gb_dossier_detail_load_async:
 * @code: a dossier's code
 *
 * Reads off the main thread.
 */
void
gb_dossier_detail_load_async (GbStore            *store,
                              const char         *code,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GbDetailRequest *request = g_new0 (GbDetailRequest, 1);

  request->code = g_strdup (code);
  request->now = gb_clock_now (gb_store_get_clock (store));
  gb_store_read_async (store, load, request, request_free,
                       (GDestroyNotify) gb_dossier_detail_unref, G_PRIORITY_HIGH, cancellable,
                       callback, user_data);
}

/**
 * gb_dossier_detail_load_finish:
 *
 * Returns: (transfer full): the detail, without a dossier when there is none of that code; %NULL on
 *   error
 */
GbDossierDetail *
gb_dossier_detail_load_finish (GbStore      *store,
                               GAsyncResult *result,
                               GError      **error)
{
  return gb_store_read_finish (store, result, error);
}
