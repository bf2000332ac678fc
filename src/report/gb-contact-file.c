/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-file.h"

#include "gb-save-file.h"

/* Cards as telephones and mail programs read them: vCard 4.0, RFC 6350. */

/* RFC 6350, 3.2: octets of a line without its end. */
#define LINE_OCTETS 75

/* What our names are made unique with (RFC 9562, 5.5): made by chance once, and for ever. */
static const guint8 namespace[16] = { 0x5d, 0x0c, 0x1f, 0x2e, 0x8a, 0x37, 0x4b, 0x61,
                                      0x9e, 0x44, 0xd1, 0x6b, 0x02, 0x7c, 0xf3, 0x58 };

typedef struct
{
  GbContactWay way;
  char *value;
} Way;

static void
way_clear (gpointer data)
{
  g_free (((Way *) data)->value);
}

/**
 * gb_contact_entry_new:
 * @key: what stays the same while it is the same contact
 * @name: who it is
 * @person: whether it is a person
 *
 * Returns: (transfer full): a card with no more than that
 */
GbContactEntry *
gb_contact_entry_new (const char *key,
                      const char *name,
                      gboolean    person)
{
  GbContactEntry *self = g_new0 (GbContactEntry, 1);

  self->key = g_strdup (key);
  self->name = g_strdup (name);
  self->person = person;
  self->ways = g_array_new (FALSE, FALSE, sizeof (Way));
  g_array_set_clear_func (self->ways, way_clear);
  return self;
}

/**
 * gb_contact_entry_add_way:
 * @value: (nullable): a number or an address as people write it; none where there is nothing in it
 */
void
gb_contact_entry_add_way (GbContactEntry *self,
                          GbContactWay    way,
                          const char     *value)
{
  Way added = { way, g_strstrip (g_strdup (value != NULL ? value : "")) };

  if (*added.value != '\0')
    g_array_append_val (self->ways, added);
  else
    g_free (added.value);
}

void
gb_contact_entry_free (GbContactEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->name);
  g_free (self->organisation);
  g_free (self->title);
  g_free (self->category);
  g_free (self->note);
  g_array_unref (self->ways);
  g_free (self);
}

/* RFC 9562, 5.5: a UUID that is the same for the same name. */
static char *
make_uid (const char *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 hash[20];
  gsize length = sizeof hash;

  g_checksum_update (checksum, namespace, sizeof namespace);
  g_checksum_update (checksum, (const guchar *) key, -1);
  g_checksum_get_digest (checksum, hash, &length);
  hash[6] = (hash[6] & 0x0F) | 0x50;
  hash[8] = (hash[8] & 0x3F) | 0x80;
  return g_strdup_printf ("urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", hash[0],
                          hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7], hash[8], hash[9], hash[10],
                          hash[11], hash[12], hash[13], hash[14], hash[15]);
}

/* RFC 6350, 3.4: what would end a value, a part of it or a line. */
static char *
escape (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  GString *text = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '\\' || *p == ',' || *p == ';')
        g_string_append_printf (text, "\\%c", *p);
      else if (*p == '\n' || (*p == '\r' && p[1] != '\n'))
        g_string_append (text, "\\n");
      else if ((guchar) *p >= 0x20 || *p == '\t')
        g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}

/* RFC 6350, 3.2: a long line goes on in the next one after a space, and no character is torn apart. */
static void
append_folded (GString    *out,
               const char *line)
{
  gsize room = LINE_OCTETS;

  for (const char *p = line; *p != '\0';)
    {
      gsize length = g_utf8_next_char (p) - p;

      if (length > room)
        {
          g_string_append (out, "\r\n ");
          room = LINE_OCTETS - 1;
        }
      g_string_append_len (out, p, length);
      room -= length;
      p += length;
    }
  g_string_append (out, "\r\n");
}

static void
append_value (GString    *out,
              const char *property,
              const char *value)
{
  g_autofree char *escaped = value != NULL && *value != '\0' ? escape (value) : NULL;
  g_autofree char *line = escaped != NULL ? g_strdup_printf ("%s:%s", property, escaped) : NULL;

  if (line != NULL)
    append_folded (out, line);
}

/* A Vietnamese name begins with the family's and ends with the one that the person is called by. */
static void
append_name (GString    *out,
             const char *name)
{
  g_autofree char *escaped = escape (name);
  g_auto (GStrv) words = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *line = NULL;
  guint n;

  g_strstrip (escaped);
  words = g_strsplit (escaped, " ", -1);
  n = g_strv_length (words);
  if (n == 0)
    return;
  if (n > 2)
    {
      g_autofree char *last = g_steal_pointer (&words[n - 1]);

      middle = g_strjoinv (" ", words + 1);
      line = g_strdup_printf ("N:%s;%s;%s;;", words[0], last, middle);
    }
  else
    line = n == 2 ? g_strdup_printf ("N:%s;%s;;;", words[0], words[1]) : g_strdup_printf ("N:;%s;;;", words[0]);
  append_folded (out, line);
}

static void
append_ways (GString              *out,
             const GbContactEntry *entry)
{
  static const char *const properties[] = {
    [GB_CONTACT_WAY_PHONE] = "TEL;TYPE=work",
    [GB_CONTACT_WAY_MAIL] = "EMAIL;TYPE=work",
  };

  for (guint i = 0; i < entry->ways->len; i++)
    {
      const Way *way = &g_array_index (entry->ways, Way, i);
      g_autofree char *line = NULL;

      if (way->way != GB_CONTACT_WAY_LINK)
        {
          append_value (out, properties[way->way], way->value);
          continue;
        }
      /* A URI has no escapes (RFC 6350, 4.2). */
      line = g_strdup_printf ("URL;TYPE=work:%s", way->value);
      append_folded (out, g_strdelimit (line, "\r\n", ' '));
    }
}

static void
append_entry (GString              *out,
              const GbContactEntry *entry)
{
  g_autofree char *uid = make_uid (entry->key);

  g_string_append (out, "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Giao Ban//VI\r\n");
  g_string_append_printf (out, "UID:%s\r\nKIND:%s\r\n", uid, entry->person ? "individual" : "org");
  append_value (out, "FN", entry->name);
  if (entry->person)
    append_name (out, entry->name);
  append_value (out, "ORG", entry->organisation);
  append_value (out, "TITLE", entry->title);
  append_ways (out, entry);
  append_value (out, "CATEGORIES", entry->category);
  append_value (out, "NOTE", entry->note);
  g_string_append (out, "END:VCARD\r\n");
}

/**
 * gb_contact_file_format:
 * @entries: (element-type GbContactEntry): whose cards
 *
 * Returns: (transfer full): the cards in vCard's form (RFC 6350)
 */
char *
gb_contact_file_format (GPtrArray *entries)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    append_entry (out, entries->pdata[i]);
  return g_string_free (out, FALSE);
}

/**
 * gb_contact_file_save:
 * @file: where to; what is there already stays until the new one is whole
 * @error: as of gb_save_file()
 *
 * As gb_contact_file_format(), into a file. Blocks; may be called on any thread.
 */
gboolean
gb_contact_file_save (GPtrArray     *entries,
                      GFile         *file,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autofree char *text = gb_contact_file_format (entries);

  return gb_save_text (file, text, cancellable, error);
}
