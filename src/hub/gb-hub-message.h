/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-answer.h"
#include "gb-hub-request.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

GbHubRequest *gb_hub_message_read     (SoupServerMessage  *message,
                                       const char         *path,
                                       GHashTable         *query,
                                       gint64              now);
void          gb_hub_message_send     (SoupServerMessage  *message,
                                       const GbHubAnswer  *answer);
gboolean      gb_hub_message_is_type  (SoupServerMessage  *message,
                                       const char         *content_type);
void          gb_hub_message_limit    (SoupServerMessage  *message,
                                       gsize               max_body);

G_END_DECLS
