/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-origin.h"

#include "gb-net-error.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

static GUri *
parse (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' || g_uri_get_userinfo (uri) != NULL
      || (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    return NULL;
  return g_steal_pointer (&uri);
}

/**
 * gb_origin_is_safe:
 * @address: any text
 *
 * Returns: whether it is an address where nobody on the way can read along: https, or http that does
 *   not leave the machine
 */
gboolean
gb_origin_is_safe (const char *address)
{
  g_autoptr (GUri) uri = parse (address);

  return uri != NULL && (g_str_equal (g_uri_get_scheme (uri), "https") || is_loopback (g_uri_get_host (uri)));
}

/**
 * gb_origin_check:
 * @address: any text
 * @error: %GB_NET_ERROR_ADDRESS
 *
 * Returns: whether it is an address, and one as of gb_origin_is_safe()
 */
gboolean
gb_origin_check (const char *address,
                 GError    **error)
{
  g_autoptr (GUri) uri = parse (address);

  if (uri == NULL)
    g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_ADDRESS,
                 _("“%s” is not the address of an endpoint; it should look like https://giaoban.example.vn"), address);
  else if (!gb_origin_is_safe (address))
    g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_ADDRESS,
                 _("“%s” would send citizens' data unencrypted; the address must begin with https://"), address);
  else
    return TRUE;
  return FALSE;
}
