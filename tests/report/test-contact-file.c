/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-file.h"

#include <string.h>

/* Cards: the letters of RFC 6350; the UID is the one that uuid.uuid5() of Python makes. What other programs read in them
 * is in tests/cli/test-export.py. */

static char *
format (GbContactEntry *entry)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_contact_entry_free);

  g_ptr_array_add (entries, entry);
  return gb_contact_file_format (entries);
}

static void
test_card (void)
{
  GbContactEntry *entry = gb_contact_entry_new ("officer/o-17", "Đỗ Thị Thu Hà", TRUE);
  g_autofree char *text = NULL;

  entry->organisation = g_strdup ("UBND phường A; B, C");
  entry->title = g_strdup ("");
  entry->note = g_strdup ("một\r\nhai\\\033");
  gb_contact_entry_add_way (entry, GB_CONTACT_WAY_PHONE, " 0255 382 2222 ");
  gb_contact_entry_add_way (entry, GB_CONTACT_WAY_PHONE, NULL);
  gb_contact_entry_add_way (entry, GB_CONTACT_WAY_PHONE, "  ");
  gb_contact_entry_add_way (entry, GB_CONTACT_WAY_MAIL, "ha@example.vn");
  gb_contact_entry_add_way (entry, GB_CONTACT_WAY_LINK, "https://zalo.me/g/a,b;c");
  text = format (entry);
  g_assert_cmpstr (text, ==,
                   "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Giao Ban//VI\r\n"
                   "UID:urn:uuid:26106539-fe39-59ee-9f57-41a0985945a6\r\nKIND:individual\r\n"
                   "FN:Đỗ Thị Thu Hà\r\nN:Đỗ;Hà;Thị Thu;;\r\nORG:UBND phường A\\; B\\, C\r\n"
                   "TEL;TYPE=work:0255 382 2222\r\nEMAIL;TYPE=work:ha@example.vn\r\n"
                   "URL;TYPE=work:https://zalo.me/g/a,b;c\r\nNOTE:một\\nhai\\\\\r\nEND:VCARD\r\n");
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *line;
  } cases[] = {
    { "Hà", "\r\nN:;Hà;;;\r\n" },
    { "Đỗ Hà", "\r\nN:Đỗ;Hà;;;\r\n" },
    { "Đỗ Thị Thu Hà", "\r\nN:Đỗ;Hà;Thị Thu;;\r\n" },
    { " Đỗ; Hà ", "\r\nN:Đỗ\\;;Hà;;;\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = format (gb_contact_entry_new ("k", cases[i].name, TRUE));

      g_assert_nonnull (strstr (text, cases[i].line));
    }
}

/* No line is longer than 75 octets, none tears a letter apart, and put together again they say the same. */
static void
test_folding (void)
{
  for (guint length = 1; length < 200; length++)
    {
      GString *name = g_string_new (NULL);
      g_autofree char *wanted = NULL;
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;
      g_auto (GStrv) parts = NULL;
      g_autofree char *whole = NULL;

      for (guint i = 0; i < length; i++)
        g_string_append (name, i % 3 == 0 ? "ặ" : i % 3 == 1 ? "b" : "😀");
      wanted = g_strdup_printf ("\r\nFN:%s\r\n", name->str);
      text = format (gb_contact_entry_new ("k", name->str, FALSE));
      g_string_free (name, TRUE);
      lines = g_strsplit (text, "\r\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_assert_cmpuint (strlen (lines[i]), <=, 75);
          g_assert_true (g_utf8_validate (lines[i], -1, NULL));
        }
      parts = g_strsplit (text, "\r\n ", -1);
      whole = g_strjoinv ("", parts);
      g_assert_nonnull (strstr (whole, wanted));
    }
}

/* The same contact has the same UID in every file, another one another. */
static void
test_uid (void)
{
  g_autofree char *one = format (gb_contact_entry_new ("officer/o-17", "A", FALSE));
  g_autofree char *renamed = format (gb_contact_entry_new ("officer/o-17", "B", FALSE));
  g_autofree char *other = format (gb_contact_entry_new ("officer/o-18", "A", FALSE));
  gsize start = strstr (one, "UID:") - one, length = strlen ("UID:urn:uuid:") + 36;

  g_assert_cmpmem (one + start, length, renamed + start, length);
  g_assert_cmpint (strncmp (one + start, other + start, length), !=, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contact-file/card", test_card);
  g_test_add_func ("/contact-file/names", test_names);
  g_test_add_func ("/contact-file/folding", test_folding);
  g_test_add_func ("/contact-file/uid", test_uid);
  return g_test_run ();
}
