/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *gb_bundle_reason       (const GError *error);
const char *gb_bundle_reason_label (const char   *reason);

G_END_DECLS
