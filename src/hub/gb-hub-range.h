/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbHubRange:
 * @GB_HUB_RANGE_ALL: no part is asked for, or none that is understood
 * @GB_HUB_RANGE_PART: a part
 * @GB_HUB_RANGE_NONE: a part that is not there
 */
typedef enum
{
  GB_HUB_RANGE_ALL,
  GB_HUB_RANGE_PART,
  GB_HUB_RANGE_NONE,
} GbHubRange;

GbHubRange gb_hub_range_parse         (const char *header,
                                       gsize       size,
                                       gsize      *first,
                                       gsize      *length);
gboolean   gb_hub_content_range_parse (const char *header,
                                       gsize      *first,
                                       gsize      *length,
                                       gsize      *total);

G_END_DECLS
