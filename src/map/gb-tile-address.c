/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-address.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "gb-origin.h"
#include "gb-tile-error.h"

/* {z}/{x}/{y} as everybody writes it; {-y} counts rows from the south (TMS 1.0.0). */
static const char *const wanted[] = { "{z}", "{x}", "{y}" };

/* Who gives tiles of the world, drawn abroad. None is offered; whoever types one is told first. */
static const char *const foreign[] = {
  "amap.com", "arcgis.com", "arcgisonline.com", "autonavi.com", "baidu.com", "basemaps.cartocdn.com", "bdimg.com",
  "bing.com", "cartocdn.com", "esri.com", "fastly.net", "geofabrik.de", "google.cn", "google.com", "googleapis.com",
  "gstatic.com", "here.com", "hereapi.com", "jawg.io", "live.com", "mapbox.com", "maptiler.com", "memomaps.de",
  "opencyclemap.org", "openfreemap.org", "openstreetmap.de", "openstreetmap.fr", "openstreetmap.org",
  "opentopomap.org", "protomaps.com", "qq.com", "rainviewer.com", "stadiamaps.com", "stamen.com", "thunderforest.com",
  "tianditu.com", "tianditu.gov.cn", "tomtom.com", "virtualearth.net", "waze.com", "wikimedia.org", "yandex.com",
  "yandex.net", "yandex.ru",
};

static char *
replace (const char *text,
         const char *mark,
         guint       number)
{
  g_autofree char *value = g_strdup_printf ("%u", number);
  g_auto (GStrv) parts = g_strsplit (text, mark, -1);

  return g_strjoinv (value, parts);
}

/**
 * gb_tile_address_expand:
 * @address: an address with {z}, {x} and {y} or {-y}
 * @id: which tile
 *
 * Returns: (transfer full): where the tile is
 */
char *
gb_tile_address_expand (const char     *address,
                        const GbTileId *id)
{
  g_autofree char *with_z = replace (address, "{z}", id->z);
  g_autofree char *with_x = replace (with_z, "{x}", id->x);
  g_autofree char *with_row = replace (with_x, "{-y}", (1u << id->z) - 1 - id->y);

  return replace (with_row, "{y}", id->y);
}

static GUri *
parse_example (const char *address)
{
  g_autofree char *example = gb_tile_address_expand (address, &(GbTileId) { 1, 0, 0 });

  return g_uri_parse (example, SOUP_HTTP_URI_FLAGS, NULL);
}

/* The numbers may not decide who is asked. */
static gboolean
has_marks_in_host (const char *address)
{
  const char *start = strstr (address, "://");
  const char *end = start != NULL ? strpbrk (start + 3, "/?#") : NULL;
  g_autofree char *host = start != NULL ? g_strndup (start, end != NULL ? (gsize) (end - start) : strlen (start)) : NULL;

  return host == NULL || strpbrk (host, "{}") != NULL;
}

/**
 * gb_tile_address_check:
 * @address: any text
 * @error: %GB_TILE_ERROR_ADDRESS
 *
 * Returns: whether it is an address of tiles: https (http on this machine only), without a user's name, with places for
 *   the zoom level, the column and the row
 */
gboolean
gb_tile_address_check (const char *address,
                       GError    **error)
{
  g_autoptr (GUri) example = parse_example (address);

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      if (strstr (address, wanted[i]) == NULL && !(i == 2 && strstr (address, "{-y}") != NULL))
        {
          g_set_error (error, GB_TILE_ERROR, GB_TILE_ERROR_ADDRESS,
                       _("The address lacks %s; it should look like https://bando.example.vn/{z}/{x}/{y}.png"), wanted[i]);
          return FALSE;
        }
    }
  if (example == NULL || has_marks_in_host (address) || g_uri_get_host (example) == NULL ||
      *g_uri_get_host (example) == '\0')
    g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_ADDRESS,
                         _("This is no address; it should look like https://bando.example.vn/{z}/{x}/{y}.png"));
  else if (g_uri_get_userinfo (example) != NULL)
    g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_ADDRESS,
                         _("An address with a user's name or password is not used."));
  else
    {
      g_autofree char *plain = g_uri_to_string (example);

      if (gb_origin_is_safe (plain))
        return TRUE;
      g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_ADDRESS, _("The address must begin with https://"));
    }
  return FALSE;
}

/**
 * gb_tile_address_dup_host:
 *
 * Returns: (transfer full) (nullable): who is asked
 */
char *
gb_tile_address_dup_host (const char *address)
{
  g_autoptr (GUri) example = parse_example (address);

  return example != NULL ? g_strdup (g_uri_get_host (example)) : NULL;
}

/**
 * gb_tile_address_is_foreign:
 *
 * Names and borders on maps drawn abroad can be unlawful in Vietnam.
 *
 * Returns: whether it is known that the tiles there are foreign ones; not knowing proves nothing
 */
gboolean
gb_tile_address_is_foreign (const char *address)
{
  g_autofree char *given = gb_tile_address_dup_host (address);
  g_autofree char *host = given != NULL ? g_ascii_strdown (given, -1) : NULL;
  gsize length = host != NULL ? strlen (host) : 0;

  /* With or without the root's dot. */
  if (length > 0 && host[length - 1] == '.')
    host[--length] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (foreign) && length > 0; i++)
    {
      gsize n = strlen (foreign[i]);

      if (length >= n && g_str_equal (host + length - n, foreign[i]) && (length == n || host[length - n - 1] == '.'))
        return TRUE;
    }
  return FALSE;
}
