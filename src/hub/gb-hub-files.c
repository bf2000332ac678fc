/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-files.h"

#include "gb-hub-import-private.h"
#include "gb-json-writer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/**
 * gb_hub_files_is_name:
 *
 * Returns: whether @sha256 is a SHA-256 in 64 small hexadecimal digits, so that it can be part of a
 *   path
 */
gboolean
gb_hub_files_is_name (const char *sha256)
{
  return strlen (sha256) == 64 && strspn (sha256, "0123456789abcdef") == 64;
}

/**
 * gb_hub_files_path:
 * @sha256: a name that gb_hub_files_is_name() accepts
 *
 * Returns: (transfer full): where the file of that content lies, in a folder beside the database
 */
char *
gb_hub_files_path (GbHub      *hub,
                   const char *sha256)
{
  g_autofree char *folder = g_strconcat (gb_hub_get_path (hub), ".files", NULL);

  return g_build_filename (folder, sha256, NULL);
}

/* Copies the content to its place; what is there already is the same. */
static gboolean
keep_content (GbHub      *hub,
              const char *sha256,
              GBytes     *content,
              GError    **error)
{
  g_autofree char *path = gb_hub_files_path (hub, sha256);
  g_autofree char *folder = g_path_get_dirname (path);
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (
      path, data, size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static gboolean
put_record (GbHub          *hub,
            const char     *name,
            const char     *data,
            GbImportReport *report,
            GError        **error)
{
  GbHubLog *log = gb_hub_get_log (hub);
  GbHubLogOutcome outcome;

  if (!gb_hub_log_begin (log, error))
    return FALSE;
  if (!gb_hub_log_put (log, GB_RECORD_FILE, name, data, &outcome, error))
    {
      gb_hub_log_rollback (log);
      return FALSE;
    }
  if (outcome == GB_HUB_LOG_REFUSED)
    gb_hub_refuse (hub, outcome, GB_RECORD_FILE, name, 0, report);
  else
    gb_import_report_add_taken (report, 1);
  gb_import_report_add_changed (report, outcome == GB_HUB_LOG_CHANGED);
  return gb_hub_log_commit (log, error);
}

/**
 * gb_hub_import_file:
 * @path: a file
 * @kind: what it is: "boundaries", "basemap", "document"…
 * @report: (nullable): what became of it
 *
 * Takes a big file whole: a `file` record, whose id is the file's name, goes into the feed, the
 * content is served by its hash. A newer file of that name takes its place.
 */
gboolean
gb_hub_import_file (GbHub          *hub,
                    const char     *path,
                    const char     *kind,
                    GbImportReport *report,
                    GError        **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *sha256 = NULL;
  g_autofree char *data = NULL;
  g_auto (GbJsonWriter) writer = { NULL };

  if (mapped == NULL)
    return FALSE;
  content = g_mapped_file_get_bytes (mapped);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  if (!keep_content (hub, sha256, content, error))
    return FALSE;
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "name", name);
  gb_json_writer_text (&writer, "kind", kind);
  gb_json_writer_text (&writer, "sha256", sha256);
  gb_json_writer_integer (&writer, "bytes", g_bytes_get_size (content));
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return put_record (hub, name, data, report, error);
}
