/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-key.h"

#include <sodium.h>
#include <string.h>

#include "gb-config.h"

#define HEX_LENGTH (2 * GB_SQL_KEY_BYTES)

struct _GbSqlKey
{
  gatomicrefcount count;
  guint8 *bytes; /* (owned): GB_SQL_KEY_BYTES in locked, guarded memory */
};

G_DEFINE_BOXED_TYPE (GbSqlKey, gb_sql_key, gb_sql_key_ref, gb_sql_key_unref)

/**
 * gb_sql_can_encrypt:
 *
 * Returns: whether the program was built with SQLCipher
 */
gboolean
gb_sql_can_encrypt (void)
{
  return GB_ENCRYPTION;
}

/* Memory that is locked, between guard pages, and zeroed when it is freed. */
static gpointer
allocate (gsize size)
{
  gpointer memory;

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used");
  memory = sodium_malloc (size);
  if (memory == NULL)
    g_error ("out of memory");
  return memory;
}

static GbSqlKey *
key_new (void)
{
  GbSqlKey *self = g_new (GbSqlKey, 1);

  g_atomic_ref_count_init (&self->count);
  self->bytes = allocate (GB_SQL_KEY_BYTES);
  return self;
}

/**
 * gb_sql_key_new:
 * @bytes: 32 bytes, copied
 *
 * Returns: (transfer full): the key
 */
GbSqlKey *
gb_sql_key_new (gconstpointer bytes)
{
  GbSqlKey *self = key_new ();

  memcpy (self->bytes, bytes, GB_SQL_KEY_BYTES);
  sodium_mprotect_readonly (self->bytes);
  return self;
}

/**
 * gb_sql_key_new_random:
 *
 * Returns: (transfer full): a key that nobody has
 */
GbSqlKey *
gb_sql_key_new_random (void)
{
  GbSqlKey *self = key_new ();

  randombytes_buf (self->bytes, GB_SQL_KEY_BYTES);
  sodium_mprotect_readonly (self->bytes);
  return self;
}

/**
 * gb_sql_key_parse:
 * @text: 32 raw bytes, or 64 hexadecimal digits with or without a line's end
 * @length: in bytes
 *
 * Returns: (transfer full) (nullable): the key; %NULL when the text is none
 */
GbSqlKey *
gb_sql_key_parse (const char *text,
                  gsize       length)
{
  g_autoptr (GbSqlKey) self = NULL;
  gsize n_bytes;

  if (length == GB_SQL_KEY_BYTES)
    return gb_sql_key_new (text);
  while (length > HEX_LENGTH && g_ascii_isspace (text[length - 1]))
    length--;
  if (length != HEX_LENGTH)
    return NULL;
  self = key_new ();
  if (sodium_hex2bin (self->bytes, GB_SQL_KEY_BYTES, text, length, NULL, &n_bytes, NULL) != 0 ||
      n_bytes != GB_SQL_KEY_BYTES)
    return NULL;
  sodium_mprotect_readonly (self->bytes);
  return g_steal_pointer (&self);
}

GbSqlKey *
gb_sql_key_ref (GbSqlKey *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
gb_sql_key_unref (GbSqlKey *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;
  sodium_free (self->bytes);
  g_free (self);
}

/**
 * gb_sql_key_equal:
 *
 * Returns: whether both are the same key; takes as long either way
 */
gboolean
gb_sql_key_equal (const GbSqlKey *self,
                  const GbSqlKey *other)
{
  return sodium_memcmp (self->bytes, other->bytes, GB_SQL_KEY_BYTES) == 0;
}

/**
 * gb_sql_key_to_hex:
 *
 * Returns: (transfer full): the key as 64 hexadecimal digits, to be freed with
 *   gb_sql_key_text_free()
 */
char *
gb_sql_key_to_hex (const GbSqlKey *self)
{
  char *text = allocate (HEX_LENGTH + 1);

  return sodium_bin2hex (text, HEX_LENGTH + 1, self->bytes, GB_SQL_KEY_BYTES);
}

/**
 * gb_sql_key_to_spec:
 *
 * Returns: (transfer full): the key as SQLCipher wants a raw one, x'…', to be freed with
 *   gb_sql_key_text_free()
 */
char *
gb_sql_key_to_spec (const GbSqlKey *self)
{
  char *text = allocate (HEX_LENGTH + 4);

  memcpy (text, "x'", 2);
  sodium_bin2hex (text + 2, HEX_LENGTH + 1, self->bytes, GB_SQL_KEY_BYTES);
  memcpy (text + 2 + HEX_LENGTH, "'", 2);
  return text;
}

/**
 * gb_sql_key_text_free:
 * @text: (nullable) (transfer full): what gb_sql_key_to_hex() or gb_sql_key_to_spec() gave; zeroed
 */
void
gb_sql_key_text_free (char *text)
{
  sodium_free (text);
}
