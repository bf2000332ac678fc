/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-lookup-answer.h"

#include "gb-commune-places.h"
#include "gb-contact-repository.h"
#include "gb-cursor-repository.h"

typedef struct
{
  char *text;
  char *field;
  gint64 now;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->text);
  g_free (self->field);
  g_free (self);
}

static void
clear_answer (gpointer data)
{
  GbLookupAnswer *self = data;

  g_free (self->text);
  g_free (self->field);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->guidance, g_ptr_array_unref);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
}

GbLookupAnswer *
gb_lookup_answer_ref (GbLookupAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gb_lookup_answer_unref (GbLookupAnswer *self)
{
  g_atomic_rc_box_release_full (self, clear_answer);
}

static gboolean
read_procedures (GbLookupAnswer  *self,
                 GbSqlConnection *connection,
                 GError         **error)
{
  g_autoptr (GbProcedureCatalogue) catalogue
      = gb_procedure_catalogue_load (connection, gb_time_day (self->now), error);

  if (catalogue == NULL)
    return FALSE;
  self->procedures = gb_procedure_catalogue_find (catalogue, self->text, self->field, &self->best);
  self->fields = gb_procedure_catalogue_fields (catalogue, self->text);
  return TRUE;
}

/* Without a question all communes, with what they were made of. */
static GPtrArray *
read_places (GbSqlConnection *connection,
             const char      *text,
             GError         **error)
{
  g_autoptr (GbCommunePlaces) places = NULL;

  if (*text != '\0')
    return gb_commune_repository_find (connection, text, error);
  places = gb_commune_places_read (connection, error);
  return places != NULL ? g_ptr_array_ref (places->communes) : NULL;
}

static gpointer
read_answer (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const Question *question = data;
  g_autoptr (GbLookupAnswer) self = g_atomic_rc_box_new0 (GbLookupAnswer);
  g_auto (GbCursor) cursor = { 0 };

  self->text = g_strdup (question->text);
  self->field = g_strdup (question->field);
  self->now = question->now;
  if (!gb_cursor_load (connection, GB_RECORD_GROUP_BASE, &cursor, error) ||
      !read_procedures (self, connection, error))
    return NULL;
  self->as_of = cursor.as_of;
  self->places = read_places (connection, self->text, error);
  if (self->places == NULL)
    return NULL;
  self->guidance = gb_guidance_find (connection, self->text, error);
  if (self->guidance == NULL)
    return NULL;
  self->contacts
      = *self->text != '\0'
            ? gb_contact_repository_search (connection, self->text, G_MAXUINT, NULL, error)
            : gb_contact_repository_list (connection, GB_CONTACT_FILTER_ALL, gb_time_day (self->now), error);
  return self->contacts != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * gb_lookup_answer_read_async:
 * @text: what was typed, with or without accents; empty for all
 * @field: (nullable): of which field procedures are wanted alone
 *
 * Reads off the main thread.
 */
void
gb_lookup_answer_read_async (GbStore             *store,
                             const char          *text,
                             const char          *field,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Question *question = g_new0 (Question, 1);

  question->text = g_strstrip (g_strdup (text));
  question->field = g_strdup (field);
  question->now = gb_clock_now (gb_store_get_clock (store));
  gb_store_read_async (store, read_answer, question, question_free, (GDestroyNotify) gb_lookup_answer_unref,
                       G_PRIORITY_HIGH, cancellable, callback, user_data);
}

/**
 * gb_lookup_answer_read_finish:
 *
 * Returns: (transfer full): what was found
 */
GbLookupAnswer *
gb_lookup_answer_read_finish (GbStore      *store,
                              GAsyncResult *result,
                              GError      **error)
{
  return gb_store_read_finish (store, result, error);
}

/**
 * gb_lookup_answer_count:
 * @kind: what was looked for
 *
 * Returns: how many rows it has of that kind, of procedures those of all fields
 */
guint
gb_lookup_answer_count (const GbLookupAnswer *self,
                        GbLookupKind          kind)
{
  guint n = 0;

  switch (kind)
    {
    case GB_LOOKUP_PLACES:
      return self->places->len;
    case GB_LOOKUP_GUIDANCE:
      return self->guidance->len;
    case GB_LOOKUP_CONTACTS:
      return self->contacts->len;
    case GB_LOOKUP_PROCEDURES:
    default:
      for (guint i = 0; i < self->fields->len; i++)
        n += ((GbProcedureField *) self->fields->pdata[i])->count;
      return n;
    }
}
