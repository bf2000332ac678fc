/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-mbtiles-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "gb-sql-cipher.h"
#include "gb-sql-statement.h"
#include "gb-tile-error.h"
#include "gb-tile-image.h"

/* A tile's bytes, and a text that says who made the map, fit into this; a bomb does not. */
#define MOST_VALUE_BYTES (4 * 1024 * 1024)
#define MOST_TEXT 200
#define MOST_ENTRIES 200

/* As far as a file's own idea of its bounds may be rounded, in degrees. */
#define BOUNDS_MARGIN 0.01

/* --- words ---------------------------------------------------------------------------------------- */

static void
append_entity (GString     *text,
               const char **at)
{
  static const char *const entities[][2] = { { "&amp;", "&" },  { "&lt;", "<" },     { "&gt;", ">" },
                                             { "&quot;", "\"" }, { "&copy;", "©" }, { "&#169;", "©" },
                                             { "&nbsp;", " " }, { "&#39;", "'" } };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      if (g_str_has_prefix (*at, entities[i][0]))
        {
          g_string_append (text, entities[i][1]);
          *at += strlen (entities[i][0]);
          return;
        }
    }
  g_string_append_c (text, *(*at)++);
}

/**
 * gb_mbtiles_file_plain:
 * @html: as the specification allows an attribution to be
 *
 * Returns: (transfer full): the words only, in one line, at most 200 characters
 */
char *
gb_mbtiles_file_plain (const char *html)
{
  g_autofree char *valid = g_utf8_make_valid (html, -1);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *at = valid;
  char *end;

  while (*at != '\0')
    {
      const char *close = *at == '<' ? strchr (at, '>') : NULL;

      if (close != NULL)
        at = close + 1;
      else if (*at == '&')
        append_entity (text, &at);
      else if (g_ascii_isspace (*at) || g_ascii_iscntrl (*at))
        {
          if (text->len > 0 && text->str[text->len - 1] != ' ')
            g_string_append_c (text, ' ');
          at++;
        }
      else
        g_string_append_c (text, *at++);
    }
  if (g_utf8_strlen (text->str, -1) > MOST_TEXT)
    {
      end = g_utf8_offset_to_pointer (text->str, MOST_TEXT - 1);
      g_string_truncate (text, (gsize) (end - text->str));
      g_string_append (text, "…");
    }
  return g_strstrip (g_strdup (text->str));
}

/* What went wrong with the file, in words that name what to do. */
static void
set_damaged (const GError *cause,
             GError      **error)
{
  g_debug ("MBTiles: %s", cause->message);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, GB_SQL_ERROR, GB_SQL_ERROR_CORRUPT) ||
           g_error_matches (cause, GB_SQL_ERROR, GB_SQL_ERROR_IO))
    g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_FILE,
                         _("The file is damaged, perhaps cut short while it was copied. Copy it anew from where it came."));
  else
    g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_FILE, _("This is no MBTiles file, or a damaged one."));
}

/* --- what the file says --------------------------------------------------------------------------- */

static gboolean
read_metadata (GbSqlConnection *connection,
               GHashTable      *metadata,
               GError         **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name,value FROM metadata LIMIT %d", MOST_ENTRIES);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      if (!gb_sql_statement_is_null (s, 0) && !gb_sql_statement_is_null (s, 1))
        g_hash_table_replace (metadata, g_strdup (gb_sql_statement_get_text (s, 0)),
                              g_utf8_make_valid (gb_sql_statement_get_text (s, 1), -1));
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_zoom (GHashTable *metadata,
           const char *name,
           guint      *zoom)
{
  const char *text = g_hash_table_lookup (metadata, name);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, GB_TILE_MAX_ZOOM, &value, NULL))
    return FALSE;
  *zoom = (guint) value;
  return TRUE;
}

/* The file may not say it: then its tiles do. */
static gboolean
read_zooms (GbSqlConnection *connection,
            GHashTable      *metadata,
            GbTileInfo      *info,
            GError         **error)
{
  gint64 min, max;

  if (read_zoom (metadata, "minzoom", &info->min_zoom) && read_zoom (metadata, "maxzoom", &info->max_zoom) &&
      info->min_zoom <= info->max_zoom)
    return TRUE;
  if (!gb_sql_connection_query_int (connection, "SELECT coalesce(min(zoom_level),0) FROM tiles", &min, error) ||
      !gb_sql_connection_query_int (connection, "SELECT coalesce(max(zoom_level),0) FROM tiles", &max, error))
    return FALSE;
  info->min_zoom = (guint) CLAMP (min, 0, GB_TILE_MAX_ZOOM);
  info->max_zoom = (guint) CLAMP (max, info->min_zoom, GB_TILE_MAX_ZOOM);
  return TRUE;
}

/* "left,bottom,right,top" in degrees; what is not that is the world. */
static GbGeoBounds
read_bounds (GHashTable *metadata)
{
  GbGeoBounds world = { -180, -90, 180, 90 };
  const char *text = g_hash_table_lookup (metadata, "bounds");
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", 5);
  double value[4];

  if (g_strv_length (parts) != 4)
    return world;
  for (guint i = 0; i < 4; i++)
    {
      char *end;

      value[i] = g_ascii_strtod (parts[i], &end);
      if (end == parts[i] || !isfinite (value[i]))
        return world;
    }
  if (value[0] >= value[2] || value[1] >= value[3] || value[0] < -180 || value[2] > 180 || value[1] < -90 || value[3] > 90)
    return world;
  return (GbGeoBounds) { value[0] - BOUNDS_MARGIN, value[1] - BOUNDS_MARGIN, value[2] + BOUNDS_MARGIN,
                         value[3] + BOUNDS_MARGIN };
}

static char *
read_text (GHashTable *metadata,
           const char *name)
{
  const char *text = g_hash_table_lookup (metadata, name);
  g_autofree char *plain = text != NULL ? gb_mbtiles_file_plain (text) : NULL;

  return plain != NULL && *plain != '\0' ? g_steal_pointer (&plain) : NULL;
}

/* --- what the file holds -------------------------------------------------------------------------- */

static gboolean
set_vector (GError **error)
{
  g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_VECTOR,
                       _("The file holds vector tiles (pbf), which cannot be shown. Ask for raster tiles: PNG, JPEG or "
                         "WebP."));
  return FALSE;
}

/* Vector tiles are protocol buffers, compressed as a rule (MBTiles 1.3). */
static gboolean
is_compressed (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return size > 2 && ((data[0] == 0x1f && data[1] == 0x8b) || data[0] == 0x1a);
}

static gboolean
check_format (GHashTable *metadata,
              GError    **error)
{
  const char *format = g_hash_table_lookup (metadata, "format");

  if (format != NULL && (strstr (format, "pbf") != NULL || strstr (format, "mvt") != NULL))
    return set_vector (error);
  return TRUE;
}

/* One of them shows whether they can be shown here: not every machine knows WebP. */
static gboolean
check_first (GbSqlConnection *connection,
             GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, "SELECT tile_data FROM tiles LIMIT 1", error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) cause = NULL;
  GbTileImage image;
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  bytes = row ? gb_sql_statement_dup_bytes (s, 0) : NULL;
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_FILE, _("There are no tiles in the file."));
      return FALSE;
    }
  if (is_compressed (bytes))
    return set_vector (error);
  if (!gb_tile_image_probe (bytes, &image, error))
    return FALSE;
  texture = gdk_texture_new_from_bytes (bytes, &cause);
  if (texture != NULL)
    return TRUE;
  g_set_error (error, GB_TILE_ERROR, GB_TILE_ERROR_NOT_A_PICTURE, _("This machine cannot show the %s picture: %s"),
               image.format, cause->message);
  return FALSE;
}

/* What was cut while it was copied has fewer bytes than it says. */
static gboolean
check_length (GbSqlConnection *connection,
              const char      *path,
              GError         **error)
{
  gint64 pages, size;
  GStatBuf info;

  if (!gb_sql_connection_query_int (connection, "PRAGMA page_count", &pages, error) ||
      !gb_sql_connection_query_int (connection, "PRAGMA page_size", &size, error))
    return FALSE;
  if (g_stat (path, &info) == 0 && pages * size <= info.st_size)
    return TRUE;
  g_set_error_literal (error, GB_SQL_ERROR, GB_SQL_ERROR_CORRUPT, "it ends too early");
  return FALSE;
}

/* A file from anywhere may have views that call functions, and values of a gigabyte. */
static gboolean
distrust (GbSqlConnection *connection,
          GError         **error)
{
  sqlite3 *handle = gb_sql_connection_get_handle (connection);

  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, MOST_VALUE_BYTES);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return gb_sql_connection_exec (connection, "PRAGMA trusted_schema=OFF; PRAGMA query_only=ON; PRAGMA cell_size_check=ON;"
                                             "PRAGMA cache_size=-4096; PRAGMA mmap_size=0;",
                                 error);
}

static gboolean
read_all (GbSqlConnection *connection,
          const char      *path,
          GbTileInfo      *info,
          GError         **error)
{
  g_autoptr (GHashTable) metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!distrust (connection, error) || !check_length (connection, path, error) ||
      !read_metadata (connection, metadata, error) || !check_format (metadata, error) ||
      !check_first (connection, error) || !read_zooms (connection, metadata, info, error))
    return FALSE;
  info->id = g_strconcat ("file:", path, NULL);
  info->name = read_text (metadata, "name");
  info->attribution = read_text (metadata, "attribution");
  info->bounds = read_bounds (metadata);
  return TRUE;
}

/**
 * gb_mbtiles_file_open:
 * @path: the file
 * @info: (out): what it says of itself, to be cleared with gb_tile_info_clear()
 * @cancellable: interrupts it
 * @error: %GB_TILE_ERROR_FILE, %GB_TILE_ERROR_VECTOR, %GB_TILE_ERROR_NOT_A_PICTURE, %GB_TILE_ERROR_TOO_LARGE,
 *   %G_IO_ERROR_CANCELLED
 *
 * Opens an MBTiles file (MBTiles specification 1.3) and looks whether it can be shown. Nothing is ever written to it
 * or beside it.
 *
 * Returns: (transfer full): a connection to it
 */
GbSqlConnection *
gb_mbtiles_file_open (const char   *path,
                      GbTileInfo   *info,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (GbSqlConnection) connection = NULL;
  g_autoptr (GError) cause = NULL;

  *info = (GbTileInfo) { 0 };
  if (gb_sql_file_kind (path) != GB_SQL_FILE_PLAIN)
    {
      g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_FILE,
                           g_file_test (path, G_FILE_TEST_EXISTS) ? _("This is no MBTiles file.")
                                                                  : _("The file is not there any more."));
      return NULL;
    }
  connection = gb_sql_connection_open (path, GB_SQL_OPEN_READ_ONLY | GB_SQL_OPEN_IMMUTABLE, &cause);
  if (connection != NULL)
    {
      gb_sql_connection_set_cancellable (connection, cancellable);
      if (read_all (connection, path, info, &cause))
        {
          gb_sql_connection_set_cancellable (connection, NULL);
          return g_steal_pointer (&connection);
        }
      gb_tile_info_clear (info);
    }
  if (cause->domain == GB_TILE_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    set_damaged (cause, error);
  return NULL;
}

/**
 * gb_mbtiles_file_read:
 * @id: which tile; rows count from the north, in the file from the south
 * @bytes: (out) (transfer full) (nullable): the picture; %NULL where there is none
 * @error: %GB_TILE_ERROR_FILE, %G_IO_ERROR_CANCELLED
 */
gboolean
gb_mbtiles_file_read (GbSqlConnection *connection,
                      const GbTileId  *id,
                      GBytes         **bytes,
                      GError         **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT tile_data FROM tiles WHERE zoom_level=?1 AND tile_column=?2 AND tile_row=?3 LIMIT 1", &cause);
  gboolean row = FALSE;

  *bytes = NULL;
  if (s != NULL)
    {
      gb_sql_statement_bind_int (s, 1, id->z);
      gb_sql_statement_bind_int (s, 2, id->x);
      gb_sql_statement_bind_int (s, 3, ((gint64) 1 << id->z) - 1 - id->y);
    }
  if (s == NULL || !gb_sql_statement_step (s, &row, &cause))
    {
      set_damaged (cause, error);
      return FALSE;
    }
  if (row && !gb_sql_statement_is_null (s, 0))
    *bytes = gb_sql_statement_dup_bytes (s, 0);
  return TRUE;
}
