/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-upload.h"

#include "gb-hub-files.h"
#include "gb-hub-private.h"
#include "gb-time.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* What one workstation may send in a day. */
#define DAY_BYTES (64 * 1024 * 1024)
#define PART ".part-"
/* A part that nobody went on with for so long is given up. */
#define PART_SECONDS (7 * GB_DAY_SECONDS)

static gboolean
fail (const char *path,
      GError    **error)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

/* Each workstation has its own parts: nobody writes into another's. */
static char *
part_path (GbHub            *hub,
           const GbHubToken *token,
           const char       *sha256)
{
  g_autofree char *path = gb_hub_files_path (hub, sha256);

  return g_strconcat (path, PART, token->workstation, NULL);
}

static gsize
part_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size : 0;
}

/* Puts the part behind what is there; on the disk when this returns. */
static gboolean
append (const char *path,
        GBytes     *part,
        gsize       offset,
        GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gsize size;
  const char *data = g_bytes_get_data (part, &size);
  gsize written = 0;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (folder, error);
  fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (path, error);
  while (written < size)
    {
      gssize n = pwrite (fd, data + written, size - written, offset + written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      written += n;
    }
  if (written < size || fsync (fd) != 0)
    {
      fail (path, error);
      /* Half a part is none. */
      if (ftruncate (fd, offset) != 0)
        g_unlink (path);
      g_close (fd, NULL);
      return FALSE;
    }
  return g_close (fd, error);
}

/**
 * gb_hub_upload_is_for:
 * @scope: of a token
 * @sha256: a file's name
 * @is_for: (out): whether somebody of that scope sent it; the province has what its communes sent
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_upload_is_for (GbSqlConnection  *connection,
                      const GbHubScope *scope,
                      const char       *sha256,
                      gboolean         *is_for,
                      GError          **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "SELECT 1 FROM upload WHERE sha256 = ?1 AND (scope = ?2 OR ?3) LIMIT 1", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, sha256);
  gb_sql_statement_bind_text (statement, 2, scope->text);
  gb_sql_statement_bind_int (statement, 3, scope->province != NULL);
  return gb_sql_statement_step (statement, is_for, error);
}

/**
 * gb_hub_upload_share:
 * @sha256: the name of a file that somebody sent
 * @commune: whose record names it
 *
 * From now on the commune may have the file, as if it had sent it; it does not count as sent today.
 *
 * Returns: whether the database could be written
 */
gboolean
gb_hub_upload_share (GbSqlConnection *connection,
                     const char      *sha256,
                     const char      *commune,
                     GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection,
      "INSERT OR IGNORE INTO upload (sha256, scope, workstation, bytes, made)"
      " SELECT sha256, 'commune:' || ?2, workstation, bytes, 0 FROM upload WHERE sha256 = ?1 LIMIT 1",
      error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, sha256);
  gb_sql_statement_bind_text (statement, 2, commune);
  return gb_sql_statement_run (statement, error);
}

static gboolean
note_upload (GbHub             *hub,
             const GbHubToken  *token,
             const GbHubUpload *upload,
             GError           **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "INSERT OR IGNORE INTO upload (sha256, scope, workstation, bytes, made) VALUES (?1, ?2, ?3, ?4, ?5)", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, upload->sha256);
  gb_sql_statement_bind_text (statement, 2, token->scope.text);
  gb_sql_statement_bind_text (statement, 3, token->workstation);
  gb_sql_statement_bind_int (statement, 4, upload->total);
  gb_sql_statement_bind_int (statement, 5, gb_clock_now (gb_hub_get_clock (hub)));
  return gb_sql_statement_run (statement, error);
}

static gboolean
is_too_much (GbHub             *hub,
             const GbHubToken  *token,
             const GbHubUpload *upload,
             gboolean          *too_much,
             GError           **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "SELECT coalesce (sum (bytes), 0) FROM upload WHERE workstation = ?1 AND made > ?2", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, token->workstation);
  gb_sql_statement_bind_int (statement, 2, gb_clock_now (gb_hub_get_clock (hub)) - GB_DAY_SECONDS);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  *too_much = gb_sql_statement_get_int (statement, 0) + (gint64) upload->total > DAY_BYTES;
  return TRUE;
}

/* The whole is there: is it what it is called? */
static gboolean
complete (GbHub              *hub,
          const GbHubToken   *token,
          const GbHubUpload  *upload,
          const char         *part,
          GbHubUploadOutcome *outcome,
          GError            **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (part, FALSE, error);
  g_autofree char *path = gb_hub_files_path (hub, upload->sha256);
  g_autofree char *found = NULL;

  if (mapped == NULL)
    return FALSE;
  found = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) g_mapped_file_get_contents (mapped),
                                       g_mapped_file_get_length (mapped));
  if (!g_str_equal (found, upload->sha256))
    {
      g_unlink (part);
      *outcome = GB_HUB_UPLOAD_HASH;
      return TRUE;
    }
  if (g_rename (part, path) != 0)
    return fail (path, error);
  *outcome = GB_HUB_UPLOAD_DONE;
  return note_upload (hub, token, upload, error);
}

static gboolean
take_part (GbHub              *hub,
           const GbHubToken   *token,
           const GbHubUpload  *upload,
           GbHubUploadOutcome *outcome,
           gsize              *offset,
           GError            **error)
{
  g_autofree char *path = part_path (hub, token, upload->sha256);

  *offset = part_size (path);
  *outcome = GB_HUB_UPLOAD_MORE;
  if (upload->part == NULL)
    return TRUE;
  if (upload->first != *offset || *offset + g_bytes_get_size (upload->part) > upload->total)
    {
      *outcome = GB_HUB_UPLOAD_OFFSET;
      return TRUE;
    }
  if (!append (path, upload->part, *offset, error))
    return FALSE;
  *offset += g_bytes_get_size (upload->part);
  return *offset < upload->total || complete (hub, token, upload, path, outcome, error);
}

/**
 * gb_hub_upload_take:
 * @token: whose it is
 * @upload: what came
 * @outcome: (out): what became of it
 * @offset: (out): how much of the file is there, in bytes
 *
 * Takes a file, whole or in parts that follow each other. Only whoever has the file itself gets in:
 * that another scope sent the same one is not told.
 *
 * Returns: whether database and disk did their part
 */
gboolean
gb_hub_upload_take (GbHub              *hub,
                    const GbHubToken   *token,
                    const GbHubUpload  *upload,
                    GbHubUploadOutcome *outcome,
                    gsize              *offset,
                    GError            **error)
{
  gboolean is_known, too_much;

  *offset = upload->total;
  *outcome = GB_HUB_UPLOAD_KNOWN;
  if (!gb_hub_upload_is_for (gb_hub_get_connection (hub), &token->scope, upload->sha256, &is_known, error))
    return FALSE;
  if (is_known)
    return TRUE;
  *outcome = GB_HUB_UPLOAD_TOO_MANY;
  if (!is_too_much (hub, token, upload, &too_much, error))
    return FALSE;
  return too_much || take_part (hub, token, upload, outcome, offset, error);
}

/**
 * gb_hub_upload_sweep:
 *
 * Removes parts of files that nobody went on with.
 */
void
gb_hub_upload_sweep (GbHub *hub)
{
  g_autofree char *folder = g_strconcat (gb_hub_get_path (hub), ".files", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (strstr (name, PART) != NULL && g_stat (path, &info) == 0 && info.st_mtime < now - PART_SECONDS)
        g_unlink (path);
    }
}
