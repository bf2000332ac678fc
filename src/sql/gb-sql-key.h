/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GB_SQL_KEY_BYTES 32

#define GB_TYPE_SQL_KEY (gb_sql_key_get_type ())

/**
 * GbSqlKey:
 *
 * The key of an encrypted file: 32 random bytes in memory that is neither swapped out nor left
 * behind. Immutable, counted, for any thread.
 */
typedef struct _GbSqlKey GbSqlKey;

GType     gb_sql_key_get_type    (void);
gboolean  gb_sql_can_encrypt     (void);

GbSqlKey *gb_sql_key_new         (gconstpointer   bytes);
GbSqlKey *gb_sql_key_new_random  (void);
GbSqlKey *gb_sql_key_parse       (const char     *text,
                                  gsize           length);
GbSqlKey *gb_sql_key_ref         (GbSqlKey       *self);
void      gb_sql_key_unref       (GbSqlKey       *self);
gboolean  gb_sql_key_equal       (const GbSqlKey *self,
                                  const GbSqlKey *other);
char     *gb_sql_key_to_hex      (const GbSqlKey *self);
char     *gb_sql_key_to_spec     (const GbSqlKey *self);
void      gb_sql_key_text_free   (char           *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSqlKey, gb_sql_key_unref)

/* Text that shows a key, in locked memory. */
typedef char GbSqlKeyText;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSqlKeyText, gb_sql_key_text_free)

G_END_DECLS
