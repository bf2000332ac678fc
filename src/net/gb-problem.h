/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GError *gb_problem_to_error (guint       status,
                             const char *content_type,
                             GBytes     *body);

G_END_DECLS
