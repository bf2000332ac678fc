/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-ground-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-tile-address.h"
#include "gb-tile-error.h"

/**
 * gb_map_ground_words_probe:
 *
 * Returns: (transfer full): what came when an address was tried
 */
char *
gb_map_ground_words_probe (const GbTileProbe *probe)
{
  g_autofree char *size = NULL;

  if (probe->missing)
    return g_strdup_printf (_("“%s” answers, but has no picture of the middle of this map. It is used; move the map to "
                              "where the province's map is."),
                            probe->host);
  size = gb_format_bytes ((gint64) probe->bytes);
  /* Translators: host, "PNG", width, height, size such as "14 kB", milliseconds */
  return g_strdup_printf (_("In use: “%s” sent a %s picture, %u × %u pixels, %s, in %u ms."), probe->host,
                          probe->image.format, probe->image.width, probe->image.height, size, probe->milliseconds);
}

/* Who made the ground: what the user wrote, what the file says, and where neither does, where it comes from. */
static char *
describe_maker (const GbGroundSettings *settings,
                const GbTileInfo       *info)
{
  if (settings->kind == GB_GROUND_WEB && settings->attribution != NULL)
    return g_strdup (settings->attribution);
  if (info->attribution != NULL)
    return g_strdup (info->attribution);
  if (settings->kind == GB_GROUND_PROVINCE)
    return g_strdup_printf (_("%s, of the province"), settings->province);
  if (settings->kind == GB_GROUND_FILE && info->name == NULL)
    return g_path_get_basename (settings->file);
  return g_strdup (info->name);
}

/**
 * gb_map_ground_words_caption:
 * @info: (nullable): what is shown
 * @error: (nullable): what failed
 *
 * Returns: (transfer full) (nullable): what stands on the map as long as a ground was chosen
 */
char *
gb_map_ground_words_caption (const GbGroundSettings *settings,
                             const GbTileInfo       *info,
                             const GError           *error)
{
  g_autofree char *maker = NULL;

  if (settings->kind == GB_GROUND_NONE)
    return NULL;
  if (info == NULL)
    return error != NULL ? g_strdup (_("The base map cannot be shown")) : NULL;
  maker = describe_maker (settings, info);
  if (g_error_matches (error, GB_TILE_ERROR, GB_TILE_ERROR_WAITING))
    return g_strdup_printf (_("Base map: %s\nMetered network: only what is kept"), maker);
  if (error != NULL && !g_error_matches (error, GB_TILE_ERROR, GB_TILE_ERROR_MISSING))
    return g_strdup_printf (_("Base map: %s\nCannot be fetched just now: only what is kept"), maker);
  return g_strdup_printf (_("Base map: %s"), maker);
}

/**
 * gb_map_ground_words_limit:
 *
 * Returns: (transfer full): a limit in the list of limits
 */
char *
gb_map_ground_words_limit (guint64 limit)
{
  g_autofree char *size = gb_format_bytes ((gint64) limit);

  return g_strdup_printf (_("no more than %s"), size);
}

/**
 * gb_map_ground_words_kept:
 *
 * Returns: (transfer full): how much is kept
 */
char *
gb_map_ground_words_kept (gint64 bytes)
{
  g_autofree char *size = bytes > 0 ? gb_format_bytes (bytes) : NULL;

  return size != NULL ? g_strdup_printf (_("%s on the disk"), size) : g_strdup (_("Nothing yet"));
}
