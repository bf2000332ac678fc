/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

gboolean gb_property_changes (GObject      *object,
                              const GValue *value,
                              GParamSpec   *pspec);

G_END_DECLS
