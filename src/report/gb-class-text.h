/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-core-enums.h"

G_BEGIN_DECLS

const char *gb_class_icon_name        (GbDeadlineClass klass);
const char *gb_class_style            (GbDeadlineClass klass);
const char *gb_mark_icon_name         (GbDossierMark   mark);
char       *gb_class_format_remaining (GbDeadlineClass klass,
                                       gint64          seconds,
                                       int             day_seconds);
char       *gb_class_format_sentence  (GbDeadlineClass klass,
                                       gint64          seconds,
                                       int             day_seconds);

G_END_DECLS
