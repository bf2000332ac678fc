/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-deadline.h"

G_BEGIN_DECLS

gboolean    gb_dossier_event_parse (const char      *name,
                                    GbDeadlineEvent *event);
const char *gb_dossier_event_label (const char      *name);

G_END_DECLS
