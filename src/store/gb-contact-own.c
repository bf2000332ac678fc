/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-own.h"

#include <glib/gi18n-lib.h>

#include "gb-record.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"

/* What is to be written: what goes, then what comes; or one that was tried. */
typedef struct
{
  GbStore *store;      /* (owned) */
  GbContact *contact;  /* (owned) (nullable) */
  GbContact *replaces; /* (owned) (nullable) */
  char *tried;         /* (owned) (nullable): the channel's id */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->store);
  g_clear_pointer (&self->contact, gb_contact_free);
  g_clear_pointer (&self->replaces, gb_contact_free);
  g_free (self->tried);
  g_free (self);
}

static gboolean
remove_point (GbSqlConnection *local,
              const char      *id,
              GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (local, "DELETE FROM own_channel WHERE id=?1", error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, id);
  return gb_sql_statement_run (s, error);
}

static gboolean
insert_point (GbSqlConnection      *local,
              const GbContact      *contact,
              const GbContactPoint *point,
              GError              **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local, "INSERT INTO own_channel(id,kind,name,value,field,verified) VALUES(?1,?2,?3,?4,?5,?6)", error);
  g_autofree char *day = point->verified != GB_DAY_NONE ? gb_day_format (point->verified) : NULL;
  g_autofree char *id = point->id != NULL ? g_strdup (point->id) : g_uuid_string_random ();

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, id);
  gb_sql_statement_bind_text (s, 2, gb_contact_kind_name (point->kind));
  gb_sql_statement_bind_text (s, 3, contact->name);
  gb_sql_statement_bind_text (s, 4, point->value);
  gb_sql_statement_bind_text (s, 5, contact->field);
  gb_sql_statement_bind_text (s, 6, day);
  return gb_sql_statement_run (s, error);
}

static gboolean
note_trial (Job             *job,
            GbSqlConnection *local,
            GError         **error)
{
  g_autoptr (GbSqlStatement) s
      = gb_sql_connection_prepare (local, "UPDATE own_channel SET verified=?2 WHERE id=?1", error);
  g_autofree char *today = gb_day_format (gb_time_day (gb_clock_now (gb_store_get_clock (job->store))));

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, job->tried);
  gb_sql_statement_bind_text (s, 2, today);
  return gb_sql_statement_run (s, error);
}

static gboolean
apply (Job             *job,
       GbSqlConnection *local,
       GError         **error)
{
  if (job->tried != NULL)
    return note_trial (job, local, error);
  for (guint i = 0; job->replaces != NULL && i < job->replaces->points->len; i++)
    if (!remove_point (local, ((GbContactPoint *) job->replaces->points->pdata[i])->id, error))
      return FALSE;
  for (guint i = 0; job->contact != NULL && i < job->contact->points->len; i++)
    if (!insert_point (local, job->contact, job->contact->points->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* On the writing thread. The cache has no part in it: what is kept here cannot be fetched again. */
static gpointer
write_contact (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  Job *job = data;
  GbSqlConnection *local = gb_store_get_local_connection (job->store);

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  if (!gb_sql_connection_end (local, apply (job, local, error), error))
    return NULL;
  gb_store_touch (job->store, GB_RECORD_BIT (GB_RECORD_CHANNEL));
  return GINT_TO_POINTER (TRUE);
}

/**
 * gb_contact_own_save_async:
 * @contact: (nullable): a contact with name, field and at least one channel; channels without an id are given one
 * @replaces: (nullable): the one whose place it takes
 *
 * Adds a contact, changes one, or removes one: without @contact.
 */
void
gb_contact_own_save_async (GbStore            *store,
                           const GbContact    *contact,
                           const GbContact    *replaces,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->contact = contact != NULL ? gb_contact_copy (contact) : NULL;
  job->replaces = replaces != NULL ? gb_contact_copy (replaces) : NULL;
  gb_store_write_async (store, write_contact, job, job_free, NULL, cancellable, callback, user_data);
}

/**
 * gb_contact_own_verify_async:
 * @id: a channel's
 *
 * Keeps that it was tried today and works.
 */
void
gb_contact_own_verify_async (GbStore            *store,
                             const char         *id,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->tried = g_strdup (id);
  gb_store_write_async (store, write_contact, job, job_free, NULL, cancellable, callback, user_data);
}

gboolean
gb_contact_own_finish (GbStore      *store,
                       GAsyncResult *result,
                       GError      **error)
{
  return gb_store_write_finish (store, result, error) != NULL;
}
