/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-deadline.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void gb_cli_deadline_due      (JsonBuilder      *builder,
                               const GbDeadline *deadline);
void gb_cli_deadline_trace    (JsonBuilder      *builder,
                               const GbDeadline *deadline,
                               const char       *note);
void gb_cli_deadline_ledger   (JsonBuilder      *builder,
                               const GbDeadline *deadline);
void gb_cli_deadline_warnings (JsonBuilder      *builder,
                               const GbDeadline *deadline);

G_END_DECLS
