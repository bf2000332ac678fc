/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-attachment.h"

#include "gb-action-rules.h"
#include "gb-attachment-private.h"
#include "gb-json-text.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters; what a record shows of a longer one is its beginning and what it ends with. */
#define MAX_NAME 120
/* What file systems take. */
#define MAX_NAME_BYTES 255

#define LIST_SQL                                                                                   \
  "SELECT f.sha256,coalesce(f.name,t.name,f.sha256),coalesce(f.bytes,t.bytes,c.bytes,0),t.state,"   \
  "t.sha256 IS NOT NULL OR coalesce(length(c.content)=c.bytes,0),coalesce(t.sent,0),"                \
  "coalesce(t.next_attempt,0),t.problem "                                                           \
  "FROM (SELECT key,value->>'$.sha256' sha256,value->>'$.name' name,value->>'$.bytes' bytes "       \
  "FROM json_each(coalesce(?1,'[]')) WHERE type='object') f "                                       \
  "LEFT JOIN local.attachment t ON t.sha256=f.sha256 "                                              \
  "LEFT JOIN attachment_copy c ON c.sha256=f.sha256 "                                               \
  "WHERE length(f.sha256)=64 ORDER BY f.key"

static const char *const states[GB_N_ATTACHMENT_STATES] = {
  [GB_ATTACHMENT_WAITING] = "waiting",
  [GB_ATTACHMENT_THERE] = "there",
  [GB_ATTACHMENT_REFUSED] = "refused",
};

G_DEFINE_BOXED_TYPE (GbAttachment, gb_attachment, gb_attachment_copy, gb_attachment_free)

GbAttachment *
gb_attachment_copy (const GbAttachment *self)
{
  GbAttachment *copy = g_memdup2 (self, sizeof *self);

  copy->sha256 = g_strdup (self->sha256);
  copy->name = g_strdup (self->name);
  copy->problem = g_strdup (self->problem);
  return copy;
}

void
gb_attachment_free (GbAttachment *self)
{
  if (self == NULL)
    return;
  g_free (self->sha256);
  g_free (self->name);
  g_free (self->problem);
  g_free (self);
}

/* The name that FILE.local has for a state. */
const char *
gb_attachment_state_name (GbAttachmentState state)
{
  return states[state];
}

/* What is not in FILE.local the hub has: it is a record's. */
static GbAttachmentState
state_from_name (const char *name)
{
  for (int i = 0; i < GB_N_ATTACHMENT_STATES; i++)
    if (g_strcmp0 (name, states[i]) == 0)
      return i;
  return GB_ATTACHMENT_THERE;
}

/* The beginning of @name that has at most @characters and @bytes. */
static gsize
measure_name (const char *name,
              glong       characters,
              gsize       bytes)
{
  const char *end = name;

  for (glong i = 0; i < characters && *end != '\0' && (gsize) (g_utf8_next_char (end) - name) <= bytes; i++)
    end = g_utf8_next_char (end);
  return (gsize) (end - name);
}

/**
 * gb_attachment_tidy_name:
 * @name: what somebody, perhaps elsewhere, called a file
 *
 * Returns: (transfer full): a name that a folder can have: without folders, not hidden, and without what cannot be shown
 *   in one line; of a long one the end says what kind of file it is
 */
char *
gb_attachment_tidy_name (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *valid = g_utf8_make_valid (base, -1);
  const char *dot = strrchr (valid, '.');
  g_autofree char *ending = NULL;

  for (char *p = valid; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) || *p == '/' || (p == valid && *p == '.'))
      *p = '_';
  if (valid[measure_name (valid, MAX_NAME, MAX_NAME_BYTES)] == '\0')
    return g_steal_pointer (&valid);
  ending = g_strdup (dot != NULL && g_utf8_strlen (dot, -1) <= 8 ? dot : "");
  valid[measure_name (valid, MAX_NAME - g_utf8_strlen (ending, -1), MAX_NAME_BYTES - strlen (ending))] = '\0';
  return g_strconcat (valid, ending, NULL);
}

/**
 * gb_attachment_is_document:
 * @name: what somebody, perhaps elsewhere, called a file
 *
 * Returns: whether it is called as what offices hand to each other: what only shows something. What a desktop would
 *   start or give to a browser, such as a launcher, a script or a page, is none, nor is what is not known.
 */
gboolean
gb_attachment_is_document (const char *name)
{
  static const char *const endings[] = {
    ".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".odp",
    ".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".mp3", ".m4a", ".mp4", ".mov", ".zip",
  };
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (folded, endings[i]))
      return TRUE;
  return FALSE;
}

/* --- reading -------------------------------------------------------------------------------- */

static GbAttachment *
read_one (GbSqlStatement *s)
{
  GbAttachment *self = g_new0 (GbAttachment, 1);

  self->sha256 = gb_sql_statement_dup_text (s, 0);
  self->name = gb_sql_statement_dup_text (s, 1);
  self->bytes = (guint64) MAX (gb_sql_statement_get_int (s, 2), 0);
  self->state = state_from_name (gb_sql_statement_get_text (s, 3));
  self->is_here = gb_sql_statement_get_int (s, 4) != 0;
  self->sent = (guint64) gb_sql_statement_get_int (s, 5);
  self->next_attempt = gb_sql_statement_get_int (s, 6);
  self->problem = gb_sql_statement_dup_text (s, 7);
  return self;
}

/**
 * gb_attachment_list:
 * @connection: for reading, as gb_store_read() gives it
 * @files: (nullable): `files` of a record or of an action, JSON: a list of `{"name","sha256","bytes"?}`
 *
 * Returns: (transfer full) (element-type GbAttachment): the same, with what is known of them here
 */
GPtrArray *
gb_attachment_list (GbSqlConnection *connection,
                    const char      *files,
                    GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_attachment_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, LIST_SQL, error);
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, files);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, read_one (s));
    }
  return NULL;
}

/**
 * gb_attachment_list_to_json:
 * @attachments: (element-type GbAttachment): files
 *
 * Returns: (transfer full): the list of `{"name","sha256"}` that an action and a draft take
 */
char *
gb_attachment_list_to_json (GPtrArray *attachments)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < attachments->len; i++)
    {
      const GbAttachment *attachment = attachments->pdata[i];

      g_string_append (json, i > 0 ? ",{\"name\":" : "{\"name\":");
      gb_json_text_append (json, attachment->name);
      g_string_append_printf (json, ",\"sha256\":\"%s\"}", attachment->sha256);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/**
 * gb_attachment_load:
 * @connection: for reading, as gb_store_read() gives it
 * @sha256: of a file
 * @content: (out) (transfer full) (nullable): all of it; %NULL where it has to be fetched first
 *
 * Returns: whether it could be looked up
 */
gboolean
gb_attachment_load (GbSqlConnection *connection,
                    const char      *sha256,
                    GBytes         **content,
                    GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT content FROM local.attachment WHERE sha256=?1 UNION ALL "
      "SELECT content FROM attachment_copy WHERE sha256=?1 AND length(content)=bytes LIMIT 1",
      error);
  gboolean row;

  *content = NULL;
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, sha256);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    *content = gb_sql_statement_dup_bytes (s, 0);
  return TRUE;
}

/* --- adding --------------------------------------------------------------------------------- */

typedef struct
{
  GbStore *store; /* (owned) (nullable): for a write that nobody waits for */
  GbStore *at; /* not owned */
  char *name; /* (owned) */
  GBytes *content; /* (owned) */
} Job;

static void
job_clear (Job *self)
{
  g_clear_object (&self->store);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->content, g_bytes_unref);
}

static void
job_free (gpointer data)
{
  job_clear (data);
  g_free (data);
}

static gboolean
check (const char *name,
       gsize       bytes,
       GError    **error)
{
  if (bytes > 0 && bytes <= GB_ATTACHMENT_MAX_BYTES)
    return TRUE;
  if (bytes == 0)
    {
      g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID, _("“%s” is empty"), name);
      return FALSE;
    }
  g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID,
               _("“%s” is larger than %d MB, which is the most the province takes"), name,
               (int) (GB_ATTACHMENT_MAX_BYTES / (1024 * 1024)));
  return FALSE;
}

/* The same content again goes by the newer name; what the hub said of it stays, save that it did not want it. */
#define ADD_SQL                                                                                    \
  "INSERT INTO attachment(sha256,name,bytes,added,content) VALUES(?1,?2,?3,?4,?5) "                 \
  "ON CONFLICT(sha256) DO UPDATE SET name=excluded.name,added=excluded.added,problem=NULL,"         \
  "state=iif(state='refused','waiting',state),next_attempt=NULL"

static gpointer
add (GbSqlConnection *cache,
     gpointer         data,
     GCancellable    *cancellable,
     GError         **error)
{
  const Job *job = data;
  g_autoptr (GbAttachment) added = g_new0 (GbAttachment, 1);
  g_autoptr (GbSqlStatement) s = NULL;
  gsize size;
  gconstpointer bytes = g_bytes_get_data (job->content, &size);

  added->name = gb_attachment_tidy_name (job->name);
  if (!check (added->name, size, error))
    return NULL;
  added->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, job->content);
  added->bytes = size;
  added->is_here = TRUE;
  s = gb_sql_connection_prepare (gb_store_get_local_connection (job->at), ADD_SQL, error);
  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, added->sha256);
  gb_sql_statement_bind_text (s, 2, added->name);
  gb_sql_statement_bind_int (s, 3, (gint64) size);
  gb_sql_statement_bind_int (s, 4, gb_clock_now (gb_store_get_clock (job->at)));
  gb_sql_statement_bind_bytes (s, 5, bytes, size);
  return gb_sql_statement_run (s, error) ? g_steal_pointer (&added) : NULL;
}

/**
 * gb_store_add_attachment_async:
 * @name: the file's name, perhaps with its folder
 * @content: at most %GB_ATTACHMENT_MAX_BYTES of it
 *
 * Keeps a file for an action that is to name it: for a day, and as long as an action that was not brought back by the
 * feed, or a draft, does.
 */
void
gb_store_add_attachment_async (GbStore            *store,
                               const char         *name,
                               GBytes             *content,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  Job *job;

  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (name != NULL && content != NULL);

  job = g_new0 (Job, 1);
  *job = (Job) { g_object_ref (store), store, g_strdup (name), g_bytes_ref (content) };
  gb_store_write_async (store, add, job, job_free, (GDestroyNotify) gb_attachment_free, cancellable, callback,
                        user_data);
}

/**
 * gb_store_add_attachment_finish:
 *
 * Returns: (transfer full): the file as it was stored; otherwise %GB_ACTION_ERROR_INVALID or one of #GB_STORE_ERROR
 */
GbAttachment *
gb_store_add_attachment_finish (GbStore      *store,
                                GAsyncResult *result,
                                GError      **error)
{
  return gb_store_write_finish (store, result, error);
}

/**
 * gb_store_add_attachment:
 *
 * As gb_store_add_attachment_async(), but blocks.
 *
 * Returns: (transfer full): the file as it was stored
 */
GbAttachment *
gb_store_add_attachment (GbStore    *store,
                         const char *name,
                         GBytes     *content,
                         GError    **error)
{
  Job job = { NULL, store, g_strdup (name), g_bytes_ref (content) };
  GbAttachment *added = gb_store_write (store, add, &job, NULL, error);

  job_clear (&job);
  return added;
}
