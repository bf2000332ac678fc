/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-guidance.h"

#include "gb-sql-statement.h"
#include "gb-text-words.h"
#include "gb-text.h"

/* A province publishes some hundreds a year: they are kept folded with the connection until the data change. */
typedef struct
{
  gint64 version;
  GPtrArray *all; /* (owned) (element-type GbGuidance): newest first */
} Kept;

static void
kept_free (gpointer data)
{
  Kept *self = data;

  g_ptr_array_unref (self->all);
  g_free (self);
}

static void
clear_guidance (gpointer data)
{
  GbGuidance *self = data;

  g_free (self->issue);
  g_free (self->title);
  g_free (self->text);
  g_free (self->answer);
  g_free (self->field);
  g_free (self->department);
  g_free (self->department_name);
  g_free (self->head);
  g_free (self->rest);
}

GbGuidance *
gb_guidance_ref (GbGuidance *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gb_guidance_unref (GbGuidance *self)
{
  g_atomic_rc_box_release_full (self, clear_guidance);
}

static GbGuidance *
guidance_new (GbSqlStatement *s)
{
  GbGuidance *self = g_atomic_rc_box_new0 (GbGuidance);
  g_autofree char *rest = NULL;
  g_autofree char *head = NULL;

  self->issue = gb_sql_statement_dup_text (s, 0);
  self->title = gb_sql_statement_dup_text (s, 1);
  self->text = gb_sql_statement_dup_text (s, 2);
  self->answer = gb_sql_statement_dup_text (s, 3);
  self->field = gb_sql_statement_dup_text (s, 4);
  self->department = gb_sql_statement_dup_text (s, 5);
  self->department_name = gb_sql_statement_dup_text (s, 6);
  self->answered = gb_sql_statement_get_int (s, 7);
  head = g_strjoin (" ", self->title, self->field, NULL);
  rest = g_strjoin (" ", self->answer, self->text != NULL ? self->text : "",
                    self->department_name != NULL ? self->department_name : "", NULL);
  self->head = gb_text_fold (head);
  self->rest = gb_text_fold (rest);
  return self;
}

static GPtrArray *
read_all (GbSqlConnection *connection,
          GError         **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_guidance_unref);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT i.id,i.title,i.text,i.answer,i.field,i.department,a.name,coalesce(i.answered,0) "
      "FROM issue i LEFT JOIN agency a ON a.id=i.department "
      "WHERE i.guidance=1 AND i.answer IS NOT NULL ORDER BY i.answered DESC,i.id",
      error);
  gboolean row;

  if (s == NULL)
    return NULL;
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return g_steal_pointer (&all);
      g_ptr_array_add (all, guidance_new (s));
    }
  return NULL;
}

/* (transfer none) (nullable) */
static GPtrArray *
load (GbSqlConnection *connection,
      GError         **error)
{
  static const char key[] = "gb-guidance";
  gint64 version = gb_sql_connection_data_version (connection);
  Kept *kept = g_object_get_data (G_OBJECT (connection), key);
  GPtrArray *all;

  if (kept != NULL && version != -1 && kept->version == version)
    return kept->all;
  all = read_all (connection, error);
  if (all == NULL)
    return NULL;
  kept = g_new0 (Kept, 1);
  kept->version = version;
  kept->all = all;
  g_object_set_data_full (G_OBJECT (connection), key, kept, kept_free);
  return all;
}

static guint
count_words (const char  *text,
             char       **words)
{
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    n += gb_text_find_word (text, *word) != NULL;
  return n;
}

/**
 * gb_guidance_find:
 * @connection: to the cache
 * @text: (nullable): what was typed, with or without accents; empty for all
 *
 * Every word has to begin a word of question, answer, field or department.
 *
 * Returns: (transfer full) (element-type GbGuidance): those whose title and field have all words first, then the others;
 *   newest first
 */
GPtrArray *
gb_guidance_find (GbSqlConnection *connection,
                  const char      *text,
                  GError         **error)
{
  g_auto (GStrv) words = gb_text_words (text);
  guint n_words = g_strv_length (words);
  GPtrArray *all = load (connection, error);
  GPtrArray *found;

  if (all == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_guidance_unref);
  for (int whole = 1; whole >= 0; whole--)
    for (guint i = 0; i < all->len; i++)
      {
        GbGuidance *guidance = all->pdata[i];
        gboolean in_head = count_words (guidance->head, words) == n_words;
        gboolean has_all = TRUE;

        for (char **word = words; !in_head && *word != NULL; word++)
          has_all = has_all && (gb_text_find_word (guidance->head, *word) != NULL ||
                                gb_text_find_word (guidance->rest, *word) != NULL);
        if (in_head == whole && has_all)
          g_ptr_array_add (found, gb_guidance_ref (guidance));
      }
  return found;
}

/**
 * gb_guidance_get:
 * @issue: the id of the issue it answers
 *
 * Returns: (transfer full) (nullable): the guidance; %NULL without @error when there is none
 */
GbGuidance *
gb_guidance_get (GbSqlConnection *connection,
                 const char      *issue,
                 GError         **error)
{
  GPtrArray *all = load (connection, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (g_str_equal (((GbGuidance *) all->pdata[i])->issue, issue))
      return gb_guidance_ref (all->pdata[i]);
  return NULL;
}
