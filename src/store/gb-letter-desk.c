/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-desk.h"

#include "gb-cursor-repository.h"
#include "gb-hub-note.h"
#include "gb-sql-statement.h"
#include "gb-text.h"

void
gb_letter_desk_free (GbLetterDesk *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->calendars);
  g_clear_pointer (&self->communes, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_hash_table_unref);
  g_free (self);
}

/**
 * gb_letter_desk_load:
 * @connection: one for reading, of a store
 * @now: UTC seconds
 *
 * Returns: (transfer full): what the letters of one moment have in common
 */
GbLetterDesk *
gb_letter_desk_load (GbSqlConnection *connection,
                     gint64           now,
                     GError         **error)
{
  g_autoptr (GbLetterDesk) self = g_new0 (GbLetterDesk, 1);
  g_auto (GbCursor) cursor = { 0 };
  g_auto (GbHubNote) note = { NULL };

  self->now = now;
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->calendars = gb_calendars_load (connection, error);
  self->communes = self->calendars != NULL ? gb_commune_repository_list (connection, error) : NULL;
  if (self->communes == NULL || !gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error) ||
      !gb_hub_note_load (connection, &note, error))
    return NULL;
  self->as_of = cursor.as_of;
  self->illustration = note.illustration;
  return g_steal_pointer (&self);
}

/**
 * gb_letter_desk_commune:
 * @code: (nullable): a commune's code
 *
 * Returns: (nullable): the commune; %NULL where the cache does not know it
 */
const GbCommune *
gb_letter_desk_commune (const GbLetterDesk *self,
                        const char         *code)
{
  for (guint i = 0; i < self->communes->len; i++)
    {
      const GbCommune *commune = self->communes->pdata[i];

      if (g_strcmp0 (commune->code, code) == 0)
        return commune;
    }
  return NULL;
}

/**
 * gb_letter_desk_title:
 * @commune: a commune's code
 * @name: of one of its officers
 * @title: (out) (nullable): such as "Chuyên viên"; belongs to the desk; %NULL where nobody has that name
 */
gboolean
gb_letter_desk_title (GbLetterDesk    *self,
                      GbSqlConnection *connection,
                      const char      *commune,
                      const char      *name,
                      const char     **title,
                      GError         **error)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", commune != NULL ? commune : "", name);
  g_autoptr (GbSqlStatement) s = NULL;
  gpointer known;
  gboolean row;

  if (g_hash_table_lookup_extended (self->titles, key, NULL, &known))
    {
      *title = known;
      return TRUE;
    }
  s = gb_sql_connection_prepare (
      connection, "SELECT title FROM officer WHERE name=?1 AND (?2 IS NULL OR commune=?2) ORDER BY kind,id LIMIT 1", error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, name);
  gb_sql_statement_bind_text (s, 2, commune);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  known = row ? gb_sql_statement_dup_text (s, 0) : NULL;
  *title = known;
  g_hash_table_insert (self->titles, g_steal_pointer (&key), known);
  return TRUE;
}

/* Whether @text names a role, and which. */
static gboolean
parse_role (const char   *text,
            GbSignerRole *role)
{
  static const struct
  {
    const char *words; /* without accents */
    GbSignerRole role;
  } roles[] = {
    { "pho chu tich", GB_SIGNER_DEPUTY },
    { "chu tich", GB_SIGNER_CHAIRMAN },
    { "giam doc", GB_SIGNER_CENTRE },
    { "pho giam doc", GB_SIGNER_CENTRE_DEPUTY },
  };
  g_autofree char *folded = gb_text_fold (text);

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_has_prefix (folded, roles[i].words))
      {
        *role = roles[i].role;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_letter_desk_signer:
 * @commune: the code of the commune whose paper it is
 * @signer: (inout) (nullable): who signs: a name, or a role in its place, which is taken out: the paper has room for the
 *   name then
 * @role: (out): as what; chairman where nothing is known
 */
gboolean
gb_letter_desk_signer (GbLetterDesk    *self,
                       GbSqlConnection *connection,
                       const char      *commune,
                       char           **signer,
                       GbSignerRole    *role,
                       GError         **error)
{
  const char *title;

  *role = GB_SIGNER_CHAIRMAN;
  if (*signer == NULL)
    return TRUE;
  if (parse_role (*signer, role))
    {
      g_clear_pointer (signer, g_free);
      return TRUE;
    }
  if (!gb_letter_desk_title (self, connection, commune, *signer, &title, error))
    return FALSE;
  if (title != NULL)
    parse_role (title, role);
  return TRUE;
}
