/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbCommuneType:
 * @plain: how it is written, without accents: "thi xa" or "tx"
 * @type: what it is: "thị xã"
 *
 * A way to write the type of a unit.
 */
typedef struct
{
  const char *plain;
  const char *type;
} GbCommuneType;

const GbCommuneType *gb_commune_vocabulary_types     (gsize       *n);
gboolean             gb_commune_vocabulary_is_filler (const char  *typed,
                                                      const char  *plain);
gboolean             gb_commune_vocabulary_is_former (const char  *typed,
                                                      const char  *plain);
char                *gb_commune_vocabulary_plain     (const char  *text);
const char          *gb_commune_vocabulary_skip_type (const char  *text,
                                                      const char **type);

G_END_DECLS
