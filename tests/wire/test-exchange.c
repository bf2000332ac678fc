/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-exchange-merge.h"
#include "gb-exchange-message.h"
#include "gb-time.h"
#include "gb-wire-error.h"
#include "gb-wire-json.h"

#include <string.h>

static JsonObject *
object (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = gb_wire_json_parse (json, strlen (json), &error);

  g_assert_no_error (error);
  return json_node_dup_object (node);
}

static GBytes *
bytes (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

/* One value, and what NgayHenTra is then understood as. */
static void
test_times (void)
{
  static const struct
  {
    const char *value;
    const char *instant; /* NULL: nothing known; "": refused */
    gboolean is_date;
  } cases[] = {
    { "\"20260821170000\"", "2026-08-21T17:00:00+07:00", FALSE },
    { "20260821170000", "2026-08-21T17:00:00+07:00", FALSE },
    { "\"2026-08-21 17:00:00\"", "2026-08-21T17:00:00+07:00", FALSE },
    { "\"2026-08-21T17:00:00\"", "2026-08-21T17:00:00+07:00", FALSE },
    { "\"2026-08-21T10:00:00Z\"", "2026-08-21T17:00:00+07:00", FALSE },
    { "\"2026-08-21T17:00:00.123+07:00\"", "2026-08-21T17:00:00+07:00", FALSE },
    { "\" 20260821170000 \"", "2026-08-21T17:00:00+07:00", FALSE },
    { "\"2026-08-21\"", "2026-08-21T00:00:00+07:00", TRUE },
    { "\"20260821\"", "2026-08-21T00:00:00+07:00", TRUE },
    { "20260821", "2026-08-21T00:00:00+07:00", TRUE },
    { "\"20260821000000\"", "2026-08-21T00:00:00+07:00", TRUE },
    { "null", NULL, FALSE },
    { "\"\"", NULL, FALSE },
    { "\"  \"", NULL, FALSE },
    { "\"21/08/2026\"", "", FALSE },
    { "\"20260230000000\"", "", FALSE },
    { "\"2026082117\"", "", FALSE },
    { "true", "", FALSE },
    { "[]", "", FALSE },
    { "{\"a\":1}", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"MaHoSo\":\"A\",\"NgayHenTra\":%s}", cases[i].value);
      g_autoptr (JsonObject) record = object (json);
      g_autoptr (GError) error = NULL;
      g_autofree char *field = NULL;
      g_autoptr (GbExchangeDossier) dossier = gb_exchange_dossier_read (record, &field, &error);
      gint64 expected;

      g_test_message ("%s", cases[i].value);
      if (g_strcmp0 (cases[i].instant, "") == 0)
        {
          g_assert_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE);
          g_assert_cmpstr (field, ==, "NgayHenTra");
          continue;
        }
      g_assert_no_error (error);
      expected = GB_JSON_NO_TIME;
      if (cases[i].instant != NULL)
        g_assert_true (gb_time_parse (cases[i].instant, &expected, NULL));
      g_assert_cmpint (dossier->due, ==, expected);
      g_assert_cmpint (dossier->due_is_date, ==, cases[i].is_date);
    }
}

static void
test_states_and_channels (void)
{
  static const struct
  {
    const char *members;
    int state;
    int channel;
    const char *field; /* the one refused */
  } cases[] = {
    { "\"TrangThaiHoSo\":\"4\",\"KenhThucHien\":\"2\"", 4, GB_CHANNEL_ONLINE, NULL },
    { "\"TrangThaiHoSo\":4,\"KenhThucHien\":3", 4, GB_CHANNEL_POST, NULL },
    { "\"TrangThaiHoSo\":10.0,\"KenhThucHien\":null", 10, 0, NULL },
    { "\"TrangThaiHoSo\":\"\",\"KenhThucHien\":\"\"", 0, 0, NULL },
    { "\"KenhThucHien\":1", 0, GB_CHANNEL_DESK, NULL },
    { "\"TrangThaiHoSo\":0", 0, 0, "TrangThaiHoSo" },
    { "\"TrangThaiHoSo\":\"11\"", 0, 0, "TrangThaiHoSo" },
    { "\"TrangThaiHoSo\":\"đang xử lý\"", 0, 0, "TrangThaiHoSo" },
    { "\"TrangThaiHoSo\":4.5", 0, 0, "TrangThaiHoSo" },
    { "\"TrangThaiHoSo\":[4]", 0, 0, "TrangThaiHoSo" },
    { "\"KenhThucHien\":\"4\"", 0, 0, "KenhThucHien" },
    { "\"KenhThucHien\":true", 0, 0, "KenhThucHien" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"MaHoSo\":\"A\",%s}", cases[i].members);
      g_autoptr (JsonObject) record = object (json);
      g_autofree char *field = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GbExchangeDossier) dossier = gb_exchange_dossier_read (record, &field, &error);

      g_test_message ("%s", cases[i].members);
      g_assert_cmpstr (field, ==, cases[i].field);
      if (cases[i].field != NULL)
        {
          g_assert_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (dossier->state, ==, cases[i].state);
      g_assert_cmpint (dossier->channel, ==, cases[i].channel);
    }
}

static void
test_codes (void)
{
  static const struct
  {
    const char *json;
    const char *code; /* NULL: refused */
  } cases[] = {
    { "{\"MaHoSo\":\"000.00.91.H48-250813-0042\"}", "000.00.91.H48-250813-0042" },
    { "{\"MaHoSo\":\" H48.91-250813-0042\"}", "H48.91-250813-0042" },
    { "{\"MaHoSo\":123456}", "123456" },
    { "{\"MaHoSo\":\"\"}", NULL },
    { "{\"MaHoSo\":null}", NULL },
    { "{}", NULL },
    { "{\"MaHoSo\":\"A B\"}", NULL },
    { "{\"MaHoSo\":\"A\\nB\"}", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) record = object (cases[i].json);
      g_autofree char *field = NULL;
      g_autoptr (GbExchangeDossier) dossier = gb_exchange_dossier_read (record, &field, NULL);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpstr (dossier != NULL ? dossier->code : NULL, ==, cases[i].code);
      g_assert_cmpstr (field, ==, cases[i].code == NULL ? "MaHoSo" : NULL);
    }
}

static void
test_booleans (void)
{
  static const struct
  {
    const char *value;
    int expected; /* -1: refused */
  } cases[] = {
    { "\"True\"", 1 }, { "\"true\"", 1 }, { "true", 1 }, { "\"1\"", 1 }, { "1", 1 },
    { "\"False\"", 0 }, { "false", 0 }, { "\"0\"", 0 }, { "0", 0 },
    { "null", 1 }, { "\"\"", 1 }, /* missing was said to stand for true */
    { "\"yes\"", -1 }, { "2", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"x\":%s}", cases[i].value);
      g_autoptr (JsonObject) record = object (json);
      g_auto (GbJsonFields) fields = { .object = record };
      gboolean value = gb_json_fields_boolean (&fields, "x", TRUE);

      g_test_message ("%s", cases[i].value);
      g_assert_cmpstr (fields.field, ==, cases[i].expected < 0 ? "x" : NULL);
      if (cases[i].expected >= 0)
        g_assert_cmpint (value, ==, cases[i].expected);
    }
}

static void
test_supplements (void)
{
  g_autoptr (JsonObject) record = object (
      "{\"MaHoSo\":\"A\",\"DanhSachHoSoBoSung\":["
      "{\"HoSoBoSungId\":1,\"NgayBoSung\":\"20260821090000\",\"NoiDungBoSung\":\"Giấy\",\"NgayHenTraMoi\":\"2026-08-30\"},"
      "{\"NgayBoSung\":\"20260825090000\",\"NgayTiepNhanBoSung\":null,\"NgayHenTraMoi\":\"\"}]}");
  g_autoptr (JsonObject) wrong = object ("{\"MaHoSo\":\"A\",\"DanhSachHoSoBoSung\":[{\"NgayBoSung\":\"hôm qua\"}]}");
  g_autoptr (JsonObject) no_list = object ("{\"MaHoSo\":\"A\",\"DanhSachHoSoBoSung\":{}}");
  g_autoptr (JsonObject) none = object ("{\"MaHoSo\":\"A\",\"DanhSachHoSoBoSung\":\"\"}");
  g_autoptr (GbExchangeDossier) dossier = gb_exchange_dossier_read (record, NULL, NULL);
  g_autoptr (GbExchangeDossier) without = gb_exchange_dossier_read (none, NULL, NULL);
  g_autofree char *field = NULL;
  g_autofree char *field2 = NULL;
  gboolean is_date;
  gint64 expected;

  g_assert_cmpuint (dossier->supplements->len, ==, 2);
  g_assert_true (gb_time_parse ("2026-08-30T00:00:00+07:00", &expected, NULL));
  g_assert_cmpint (gb_exchange_dossier_new_due (dossier, &is_date), ==, expected);
  g_assert_true (is_date);
  g_assert_true (gb_time_parse ("2026-08-25T09:00:00+07:00", &expected, NULL));
  g_assert_cmpint (gb_exchange_dossier_told_at (dossier), ==, expected);
  g_assert_cmpuint (without->supplements->len, ==, 0);
  g_assert_null (gb_exchange_dossier_read (wrong, &field, NULL));
  g_assert_cmpstr (field, ==, "NgayBoSung");
  g_assert_null (gb_exchange_dossier_read (no_list, &field2, NULL));
  g_assert_cmpstr (field2, ==, "DanhSachHoSoBoSung");
}

/* What a message tells for the scorecard, and what it leaves open; what is strange refuses nothing. */
static void
test_facts (void)
{
  static const struct
  {
    const char *members;
    const char *facts; /* in the order of GbFact: y, n, or - for not told */
  } cases[] = {
    { "\"x\":1", "---------" },
    { "\"TaiLieuNop\":[]", "nnn------" },
    { "\"TaiLieuNop\":[{\"DuongDanTaiTepTin\":\"u\"}]", "ynn------" },
    { "\"TaiLieuNop\":[{\"DuongDanTaiTepTin\":\"u\",\"IsDeleted\":\"1\",\"DuocTaiSuDung\":1}]", "nnn------" },
    { "\"TaiLieuNop\":[{\"DuongDanTaiTepTin\":\"\",\"DuocTaiSuDung\":\"1\"},{\"DuocTaiSuDung\":0}]", "nyn------" },
    { "\"TaiLieuNop\":[{\"DuocSoHoa\":\"True\",\"DuocLayTuKhoDMQG\":true}]", "nyy------" },
    { "\"TaiLieuNop\":[7,null,{\"DuocSoHoa\":[]}]", "nnn------" },
    { "\"TaiLieuNop\":{}", "---------" },
    { "\"HoSoCoThanhPhanSoHoa\":\"1\"", "-y-------" },
    { "\"HoSoCoThanhPhanSoHoa\":\"1\",\"TaiLieuNop\":[]", "nyn------" },
    { "\"HoSoCoThanhPhanSoHoa\":\"maybe\"", "---------" },
    { "\"DanhSachGiayToKetQua\":[]", "---n-----" },
    { "\"DanhSachGiayToKetQua\":[{\"TenGiayTo\":\"x\"},{\"DuongDanTepTinKetQua\":\"u\"}]", "---y-----" },
    { "\"TaiKhoanDuocXacThucVoiVNeID\":\"0\"", "----n----" },
    { "\"DSKetNoiCSDL\":[{\"MaCSDL\":\"1\"},{\"MaCSDL\":7}]", "-----y---" },
    { "\"DSKetNoiCSDL\":[{\"MaCSDL\":\"17\"}]", "-----n---" },
    { "\"DuocThanhToanTrucTuyen\":\"0\"", "------n--" },
    { "\"DuocThanhToanTrucTuyen\":1", "------y--" },
    { "\"DuocThanhToanTrucTuyen\":\"2\"", "------y--" },
    { "\"DuocThanhToanTrucTuyen\":\"3\"", "------n--" },
    { "\"DanhSachLePhi\":[]", "---------" },
    { "\"DanhSachLePhi\":[{\"Gia\":\"0\"},{\"Gia\":0}]", "-------y-" },
    { "\"DanhSachLePhi\":[{\"Gia\":\"0\"},{\"Gia\":8000},{\"Gia\":0}]", "-------n-" },
    { "\"DanhSachLePhi\":[{\"Gia\":\"free\"}]", "---------" },
    { "\"facts\":{\"complaint\":true,\"digitised\":false}", "n-------y" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"MaHoSo\":\"A\",%s}", cases[i].members);
      g_autoptr (JsonObject) record = object (json);
      g_autoptr (GError) error = NULL;
      g_autoptr (GbExchangeDossier) dossier = gb_exchange_dossier_read (record, NULL, &error);
      g_autofree char *kept = NULL;
      g_autoptr (JsonObject) again = NULL;
      g_autoptr (GbExchangeDossier) copy = NULL;

      g_test_message ("%s", cases[i].members);
      g_assert_no_error (error);
      kept = gb_exchange_dossier_to_json (dossier);
      again = object (kept);
      copy = gb_exchange_dossier_read (again, NULL, NULL);
      for (int f = 0; f < GB_N_FACTS; f++)
        {
          g_assert_cmpint ("-ny"[dossier->facts[f]], ==, cases[i].facts[f]);
          g_assert_cmpint (copy->facts[f], ==, dossier->facts[f]);
        }
    }
}

/* What is written is read back as the same, and a part that a message leaves out stays. */
static void
test_merge (void)
{
  g_autoptr (JsonObject) record = object (
      "{\"MaHoSo\":\"A\",\"ChuHoSo\":\"Lê \\\"Ba\\\"\",\"KenhThucHien\":\"2\",\"TrangThaiHoSo\":\"2\","
      "\"NgayTiepNhan\":\"20260821090000\",\"NgayHenTra\":\"2026-08-28\",\"SoDienThoai\":905}");
  g_autoptr (JsonObject) news = object ("{\"MaHoSo\":\"A\",\"TrangThaiHoSo\":4,\"ChuHoSo\":\"\",\"TrichYeuHoSo\":\"x\"}");
  g_autoptr (GbExchangeDossier) dossier = gb_exchange_dossier_read (record, NULL, NULL);
  g_autoptr (GbExchangeDossier) other = gb_exchange_dossier_read (news, NULL, NULL);
  g_autofree char *before = gb_exchange_dossier_to_json (dossier);
  g_autoptr (JsonObject) again = object (before);
  g_autoptr (GbExchangeDossier) copy = gb_exchange_dossier_read (again, NULL, NULL);
  g_autofree char *after = gb_exchange_dossier_to_json (copy);

  g_assert_cmpstr (before, ==, after);
  g_assert_true (copy->due_is_date);
  gb_exchange_dossier_merge (copy, other, TRUE);
  g_assert_cmpint (copy->state, ==, GB_DOSSIER_STATE_ACCEPTED);
  g_assert_cmpstr (copy->summary, ==, "x");
  gb_exchange_dossier_merge (dossier, other, FALSE);
  g_assert_cmpint (dossier->state, ==, GB_DOSSIER_STATE_PROCESSING);
  g_assert_cmpstr (dossier->applicant, ==, "Lê \"Ba\"");
  g_assert_cmpstr (dossier->phone, ==, "905");
}

static void
test_steps (void)
{
  static const struct
  {
    const char *json;
    const char *field; /* the one refused */
  } cases[] = {
    { "{\"MaHoSo\":\"A\",\"ThoiDiemXuLy\":\"20260821090000\",\"TrangThai\":4}", NULL },
    { "{\"MaHoSo\":\"A\",\"ThoiDiemXuLy\":\"20260821090000\",\"TrangThai\":\"4\",\"NgayBatDau\":null}", NULL },
    { "{\"ThoiDiemXuLy\":\"20260821090000\",\"TrangThai\":4}", "MaHoSo" },
    { "{\"MaHoSo\":\"A\",\"TrangThai\":4}", "ThoiDiemXuLy" },
    { "{\"MaHoSo\":\"A\",\"ThoiDiemXuLy\":\"20260821090000\"}", "TrangThai" },
    { "{\"MaHoSo\":\"A\",\"ThoiDiemXuLy\":\"20260821090000\",\"TrangThai\":99}", "TrangThai" },
    { "{\"MaHoSo\":\"A\",\"ThoiDiemXuLy\":\"x\",\"TrangThai\":4}", "ThoiDiemXuLy" },
    { "{\"MaHoSo\":\"A\",\"ThoiDiemXuLy\":\"20260821090000\",\"TrangThai\":4,\"NgayBatDau\":\"x\"}", "NgayBatDau" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) record = object (cases[i].json);
      g_autofree char *field = NULL;
      g_autoptr (GbExchangeStep) step = gb_exchange_step_read (record, &field, NULL);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpstr (field, ==, cases[i].field);
      g_assert_true ((step == NULL) == (cases[i].field != NULL));
    }
}

static void
test_step_ids (void)
{
  static const char *const records[] = {
    "{\"MaHoSo\":\"A\",\"ThoiDiemXuLy\":\"20260821090000\",\"TrangThai\":4,\"NguoiXuLy\":\"Lê Văn B\"}",
    "{\"MaHoSo\":\"A\",\"ThoiDiemXuLy\":\"2026-08-21T02:00:00Z\",\"TrangThai\":\"4\",\"NguoiXuLy\":\" Lê Văn B\"}",
    "{\"MaHoSo\":\"A\",\"ThoiDiemXuLy\":\"20260821090000\",\"TrangThai\":4,\"ChucDanh\":\"Lê Văn B\"}",
  };
  g_autofree char *ids[3] = { NULL };

  for (gsize i = 0; i < 3; i++)
    {
      g_autoptr (JsonObject) record = object (records[i]);
      g_autoptr (GbExchangeStep) step = gb_exchange_step_read (record, NULL, NULL);

      ids[i] = gb_exchange_step_make_id (step);
      g_assert_true (g_str_has_prefix (ids[i], "A/20260821090000/4/"));
    }
  g_assert_cmpstr (ids[0], ==, ids[1]);
  g_assert_cmpstr (ids[0], !=, ids[2]);
  for (gsize i = 0; i < 3; i++)
    g_clear_pointer (&ids[i], g_free);
}

static void
test_messages (void)
{
  static const struct
  {
    const char *text;
    int n; /* -1: no message */
    const char *good; /* y or n for each record */
  } cases[] = {
    { "{\"service\":\"DongBoHoSoMC\",\"data\":[]}", 0, "" },
    { "\xEF\xBB\xBF{\"service\":\"DongBoHoSoMC\",\"data\":[{\"MaHoSo\":\"A\"}]}", 1, "y" },
    { "{\"data\":[{\"a\":\"]}\\\"\"},{\"data\":[1]}],\"service\":\"CapNhatTienDoHoSoMC\"}", 2, "yy" },
    { "{\"service\":\"DongBoHoSoMC\",\"data\":[{\"MaHoSo\":\"A\"},7,{\"b\":tru},null,{\"c\":1}]}", 5, "ynnny" },
    { "{\"service\":\"DongBoHoSoMC\",\"data\":[ {} , {} ]}", 2, "yy" },
    { "{\"service\":\"DongBoHoSoMC\",\"data\":[{},]}", 1, "y" },
    { "{\"service\":\"Khac\",\"data\":[]}", -1, NULL },
    { "{\"data\":[]}", -1, NULL },
    { "{\"service\":\"DongBoHoSoMC\"}", -1, NULL },
    { "{\"service\":\"DongBoHoSoMC\",\"data\":{}}", -1, NULL },
    { "{\"service\":\"DongBoHoSoMC\",\"data\":[{}", -1, NULL },
    { "[]", -1, NULL },
    { "", -1, NULL },
    { "<html></html>", -1, NULL },
    { "{\"service\":\"DongBoHoSoMC\",\"data\":[/*\"*/]}", -1, NULL },
    { "{\"service\":\"\xFF\",\"data\":[]}", -1, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (GbExchangeMessage) message = gb_exchange_message_new_json (body, &error);

      g_test_message ("message %" G_GSIZE_FORMAT, i);
      g_assert_true ((message == NULL) == (cases[i].n < 0));
      if (message == NULL)
        {
          g_assert_true (error->domain == GB_WIRE_ERROR);
          continue;
        }
      g_assert_cmpint (gb_exchange_message_n_records (message), ==, cases[i].n);
      for (int r = 0; r < cases[i].n; r++)
        {
          g_autoptr (JsonObject) record = gb_exchange_message_dup_record (message, r, NULL);

          g_assert_true ((record != NULL) == (cases[i].good[r] == 'y'));
        }
    }
}

/* A record as deep as to break a parser is refused alone. */
static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"service\":\"DongBoHoSoMC\",\"madonvi\":28,\"data\":[{\"MaHoSo\":\"A\"},");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GbExchangeMessage) message = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 200000; i++)
    g_string_append_c (text, '[');
  for (int i = 0; i < 200000; i++)
    g_string_append_c (text, ']');
  g_string_append (text, "]}");
  body = g_bytes_new (text->str, text->len);
  message = gb_exchange_message_new_json (body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gb_exchange_message_get_owner (message), ==, "28");
  g_assert_cmpuint (gb_exchange_message_n_records (message), ==, 2);
  first = gb_exchange_message_dup_record (message, 0, &error);
  g_assert_no_error (error);
  g_assert_null (gb_exchange_message_dup_record (message, 1, &error));
  g_assert_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_LIMIT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/times", test_times);
  g_test_add_func ("/exchange/states-and-channels", test_states_and_channels);
  g_test_add_func ("/exchange/codes", test_codes);
  g_test_add_func ("/exchange/booleans", test_booleans);
  g_test_add_func ("/exchange/supplements", test_supplements);
  g_test_add_func ("/exchange/facts", test_facts);
  g_test_add_func ("/exchange/merge", test_merge);
  g_test_add_func ("/exchange/steps", test_steps);
  g_test_add_func ("/exchange/step-ids", test_step_ids);
  g_test_add_func ("/exchange/messages", test_messages);
  g_test_add_func ("/exchange/deep", test_deep);
  return g_test_run ();
}
