/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-fact.h"
#include "gb-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void gb_exchange_facts_read  (JsonObject         *object,
                              GbFactAnswer       *facts);
void gb_exchange_facts_take  (JsonObject         *object,
                              GbFactAnswer       *facts);
void gb_exchange_facts_merge (GbFactAnswer       *facts,
                              const GbFactAnswer *news,
                              gboolean            older);
void gb_exchange_facts_write (const GbFactAnswer *facts,
                              GbJsonWriter       *writer);

G_END_DECLS
