/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The endpoint asked to come later: no sooner than it said, whatever happens meanwhile. */
#define GB_SYNC_PROBLEM_WAIT "net.busy"

const char *gb_sync_problem_name  (const GError *error);
const char *gb_sync_problem_label (const char   *name);

G_END_DECLS
