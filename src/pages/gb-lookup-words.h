/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-lookup-answer.h"

G_BEGIN_DECLS

const char *gb_lookup_words_kind    (GbLookupKind          kind);
char       *gb_lookup_words_summary (GbLookupKind          kind,
                                     guint                 n);
const char *gb_lookup_words_empty   (const GbLookupAnswer *answer,
                                     GbLookupKind          kind);

G_END_DECLS
