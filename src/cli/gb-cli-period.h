/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-cli.h"
#include "gb-tracking.h"

G_BEGIN_DECLS

gboolean gb_cli_period_take  (GbTrackingSpan        *span,
                              const char            *from,
                              const char            *to,
                              GError               **error);
char    *gb_cli_period_words (const GbTrackingSpan *span);

G_END_DECLS
