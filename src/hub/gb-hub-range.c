/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of files, RFC 9110, 14. */
#include "gb-hub-range.h"

#include <string.h>

/* Reads digits, and moves behind them. */
static gboolean
read_number (const char **at,
             guint64     *value)
{
  const char *start = *at;
  char *end;

  if (!g_ascii_isdigit (*start) || strspn (start, "0123456789") > 18)
    return FALSE;
  *value = g_ascii_strtoull (start, &end, 10);
  *at = end;
  return TRUE;
}

/**
 * gb_hub_range_parse:
 * @header: (nullable): `Range`
 * @size: of the whole
 * @first: (out): where the part begins
 * @length: (out): how long it is
 *
 * One part of bytes is understood; who asks for several gets the whole, as the RFC allows.
 *
 * Returns: what is to be sent
 */
GbHubRange
gb_hub_range_parse (const char *header,
                    gsize       size,
                    gsize      *first,
                    gsize      *length)
{
  const char *at = header;
  guint64 from = 0, to = G_MAXUINT64;
  gboolean has_from, has_to;

  if (header == NULL || g_ascii_strncasecmp (header, "bytes=", strlen ("bytes=")) != 0)
    return GB_HUB_RANGE_ALL;
  at += strlen ("bytes=");
  has_from = read_number (&at, &from);
  if (*at++ != '-')
    return GB_HUB_RANGE_ALL;
  has_to = read_number (&at, &to);
  if (*at != '\0' || (!has_from && !has_to) || (has_from && has_to && from > to))
    return GB_HUB_RANGE_ALL;
  if (!has_from)
    {
      /* The last so many bytes. */
      from = size - MIN (to, size);
      to = size;
    }
  if (from >= size)
    return GB_HUB_RANGE_NONE;
  *first = from;
  *length = MIN (to, size - 1) - from + 1;
  return GB_HUB_RANGE_PART;
}

/**
 * gb_hub_content_range_parse:
 * @header: `Content-Range` of a body that was sent: "bytes 0-65535/200000", or "bytes" with a star in place of the part, to ask
 *   how much is there
 * @first: (out): where the part begins
 * @length: (out): how long it is, 0 for none
 * @total: (out): how long the whole is
 *
 * Returns: whether it is one
 */
gboolean
gb_hub_content_range_parse (const char *header,
                            gsize      *first,
                            gsize      *length,
                            gsize      *total)
{
  const char *at = header + strlen ("bytes ");
  guint64 from = 0, to = 0, all;
  gboolean asks;

  if (g_ascii_strncasecmp (header, "bytes ", strlen ("bytes ")) != 0)
    return FALSE;
  asks = *at == '*';
  if (asks)
    at++;
  else if (!read_number (&at, &from) || *at++ != '-' || !read_number (&at, &to))
    return FALSE;
  if (*at++ != '/' || !read_number (&at, &all) || *at != '\0' || (!asks && (from > to || to >= all)))
    return FALSE;
  *first = from;
  *length = asks ? 0 : to - from + 1;
  *total = all;
  return TRUE;
}
