/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-csv.h"
#include "gb-exchange-message.h"

#include <string.h>

/* Cells are shown with | between them, rows with / behind them, a broken row as !. */
static char *
show (const char *text)
{
  g_auto (GbCsvReader) reader = { NULL };
  GString *shown = g_string_new (NULL);
  GPtrArray *row;

  gb_csv_reader_init (&reader, text, strlen (text));
  while (gb_csv_reader_next (&reader, &row))
    {
      if (row == NULL)
        g_string_append_c (shown, '!');
      for (guint i = 0; row != NULL && i < row->len; i++)
        g_string_append_printf (shown, "%s%s", i > 0 ? "|" : "", (char *) row->pdata[i]);
      g_string_append_c (shown, '/');
      g_clear_pointer (&row, g_ptr_array_unref);
    }
  return g_string_free (shown, FALSE);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *text;
    const char *shown;
  } cases[] = {
    { "", "" },
    { "a,b\r\n1,2\r\n", "a|b/1|2/" },
    { "a,b\n1,2", "a|b/1|2/" },
    { "\xEF\xBB\xBF" "a,b\n1,2\n", "a|b/1|2/" },
    { "a;b\n1;\"2;3\"\n", "a|b/1|2;3/" },
    { "a\tb\n1,5\t2\n", "a|b/1,5|2/" },
    { "a,b\n\"x \"\"y\"\" z\",\"hai\r\ndòng\"\n", "a|b/x \"y\" z|hai\r\ndòng/" },
    { "a,b\n,\n\n 1 ,\"\"\n", "a|b/1|/" },
    { "a,b\n1,2,3\n4\n", "a|b/1|2|3/4/" },
    { "a,b\n\"1,2\n3,4\n", "a|b/!/3|4/" },
    { "a,b\n\"1\"x,2\n3,4\n", "a|b/!/3|4/" },
    { "a,b\n1\"x\",2\n3,4\n", "a|b/!/3|4/" },
    { "a,b\r1,2\n", "a|b\r1|2/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = show (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static GbExchangeMessage *
table (const char *text,
       GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return gb_exchange_message_new_csv (bytes, error);
}

static void
test_table (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbExchangeMessage) message = table ("TrangThaiHoSo;MaHoSo;ChuHoSo;Khac\n"
                                                 "4;A-1;\"Lê; Ba\";x\n"
                                                 "\"4;A-2;;\n"
                                                 "2;A-3;;\n"
                                                 "2;A-4;a;b;c\n",
                                                 &error);
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) third = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (gb_exchange_message_get_service (message), ==, GB_EXCHANGE_DOSSIERS);
  g_assert_null (gb_exchange_message_get_owner (message));
  g_assert_cmpuint (gb_exchange_message_n_records (message), ==, 4);
  first = gb_exchange_message_dup_record (message, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (first, "ChuHoSo"), ==, "Lê; Ba");
  g_assert_null (gb_exchange_message_dup_record (message, 1, NULL));
  third = gb_exchange_message_dup_record (message, 2, &error);
  g_assert_no_error (error);
  g_assert_false (json_object_has_member (third, "ChuHoSo"));
  g_assert_null (gb_exchange_message_dup_record (message, 3, NULL));
}

static void
test_service (void)
{
  g_autoptr (GbExchangeMessage) steps = table ("MaHoSo,ThoiDiemXuLy,TrangThai\nA,20260821090000,4\n", NULL);

  g_assert_cmpint (gb_exchange_message_get_service (steps), ==, GB_EXCHANGE_STEPS);
  g_assert_null (table ("a,b\n1,2\n", NULL));
  g_assert_null (table ("", NULL));
  g_assert_null (table ("MaHoSo\n\xFF\n", NULL));
}

static void
test_quote (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } cases[] = {
    { "", "" },
    { "abc", "abc" },
    { "a,b", "\"a,b\"" },
    { "a\"b", "\"a\"\"b\"" },
    { "a\r\nb", "\"a\r\nb\"" },
    { "=1+1", "\"'=1+1\"" },
    { "+84", "\"'+84\"" },
    { "-5", "\"'-5\"" },
    { "@SUM(A1)", "\"'@SUM(A1)\"" },
    { "\t=1", "\"'\t=1\"" },
    { "\n=1", "\"'\n=1\"" },
    { "＝1+1", "\"'＝1+1\"" },
    { "＋1", "\"'＋1\"" },
    { "－1", "\"'－1\"" },
    { "＠A1", "\"'＠A1\"" },
    { "（1）", "（1）" },
    { "a=1", "a=1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cell = gb_csv_quote (cases[i].text);

      g_assert_cmpstr (cell, ==, cases[i].cell);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/rows", test_rows);
  g_test_add_func ("/csv/table", test_table);
  g_test_add_func ("/csv/service", test_service);
  g_test_add_func ("/csv/quote", test_quote);
  return g_test_run ();
}
