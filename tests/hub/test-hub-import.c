/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-fixture.h"
#include "gb-hub-private.h"

#include <string.h>

#define HEAD "\"MaHoSo\":\"D\",\"TenTTHC\":\"P\",\"TenLinhVuc\":\"L\""

static void
check (GbHubFixture *self,
       const char   *member,
       const char   *expected)
{
  g_autofree char *value = gb_hub_fixture_value (self, "D", member);

  g_assert_cmpstr (value, ==, expected);
}

static void
message (GbHubFixture *self,
         const char   *members)
{
  g_autofree char *record = g_strdup_printf ("{%s,%s}", HEAD, members);
  g_autoptr (GbImportReport) report = gb_hub_fixture_dossiers (self, "N", record);

  g_assert_cmpuint (gb_import_report_n_refused (report), ==, 0);
}

static void
step (GbHubFixture *self,
      const char   *at,
      int           state,
      const char   *officer)
{
  g_autofree char *record = g_strdup_printf (
      "{\"MaHoSo\":\"D\",\"ThoiDiemXuLy\":\"%s\",\"TrangThai\":%d,\"NguoiXuLy\":\"%s\",\"PhongBanXuLy\":\"Phòng %s\"}", at,
      state, officer, officer);
  g_autoptr (GbImportReport) report = gb_hub_fixture_steps (self, record);

  g_assert_cmpuint (gb_import_report_n_refused (report), ==, 0);
}

static void
test_owner (GbHubFixture *self,
            gconstpointer data)
{
  static const struct
  {
    const char *sender;
    const char *unit;
    const char *commune; /* NULL: refused */
    const char *field; /* the one refused */
  } cases[] = {
    { "N", NULL, "21028", NULL },     { "N2", "C", "21028", NULL }, { "P", "C", "21025", NULL },
    { NULL, "C", "21025", NULL },     { "X", "C", NULL, "madonvi" }, { "P", NULL, NULL, "madonvi" },
    { "P", "X", NULL, "DonViXuLy" },  { NULL, "X", NULL, "DonViXuLy" }, { NULL, NULL, NULL, "madonvi" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("D%" G_GSIZE_FORMAT, i);
      g_autofree char *record = g_strdup_printf (
          "{\"MaHoSo\":\"%s\",\"TenTTHC\":\"P\",\"TenLinhVuc\":\"L\",\"TrangThaiHoSo\":1,\"DonViXuLy\":\"%s\"}", id,
          cases[i].unit != NULL ? cases[i].unit : "");
      g_autoptr (GbImportReport) report = gb_hub_fixture_dossiers (self, cases[i].sender, record);
      g_autofree char *commune = gb_hub_fixture_value (self, id, "commune");

      g_assert_cmpstr (commune, ==, cases[i].commune);
      g_assert_cmpuint (gb_import_report_n_refused (report), ==, cases[i].commune == NULL);
      g_assert_cmpuint (gb_import_report_get_taken (report), ==, cases[i].commune != NULL);
      if (cases[i].field != NULL)
        g_assert_cmpstr (gb_import_report_get_refusal (report, 0)->field, ==, cases[i].field);
    }
}

/* A message may bring codes only, or parts of what is known. */
static void
test_parts (GbHubFixture *self,
            gconstpointer data)
{
  g_autoptr (GbImportReport) records = gb_hub_fixture_records (
      self, "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"ks\",\"data\":{\"code\":\"1.001193\",\"name\":\"Đăng ký khai sinh\","
            "\"field\":\"Hộ tịch\",\"field_code\":\"ho-tich\"}}\n");
  g_autoptr (GbImportReport) no_state = gb_hub_fixture_dossiers (self, "N", "{" HEAD "}");
  g_autoptr (GbImportReport) no_field = gb_hub_fixture_dossiers (self, "N", "{\"MaHoSo\":\"E\",\"TrangThaiHoSo\":1}");
  g_autoptr (GbImportReport) codes = gb_hub_fixture_dossiers (
      self, "N", "{\"MaHoSo\":\"D\",\"MaTTHC\":\"1.001193\",\"TrangThaiHoSo\":\"1\",\"ChuHoSo\":\"Lê Ba\",\"DonViXuLy\":\"N\"}");
  g_autoptr (GbImportReport) part = NULL;

  g_assert_cmpstr (gb_import_report_get_refusal (no_state, 0)->field, ==, "TrangThaiHoSo");
  g_assert_cmpstr (gb_import_report_get_refusal (no_field, 0)->field, ==, "procedure");
  g_assert_cmpuint (gb_import_report_n_refused (codes), ==, 0);
  check (self, "procedure", "Đăng ký khai sinh");
  check (self, "field", "Hộ tịch");
  check (self, "field_code", "ho-tich");
  check (self, "unit", "UBND phường Nghĩa Lộ");
  check (self, "received_by", "21028");
  check (self, "received", NULL);
  part = gb_hub_fixture_dossiers (self, "N", "{\"MaHoSo\":\"D\",\"NgayTiepNhan\":\"20260825080000\",\"TrangThaiHoSo\":2,\"ChuHoSo\":null}");
  check (self, "applicant", "Lê Ba");
  check (self, "state", "2");
  check (self, "received", "2026-08-25T08:00:00+07:00");
}

/* A due date without a time is the end of the day's last session by the commune's own hours, also
 * when those come later; a supplement's new one counts until the other changes. */
static void
test_due (GbHubFixture *self,
          gconstpointer data)
{
  g_autoptr (GbImportReport) hours = NULL;

  message (self, "\"TrangThaiHoSo\":2,\"NgayTiepNhan\":\"20260820080000\",\"NgayHenTra\":\"2026-08-27\"");
  check (self, "due", "2026-08-27T17:00:00+07:00");
  hours = gb_hub_fixture_records (self, "{\"op\":\"put\",\"type\":\"commune-hours\",\"id\":\"h\",\"data\":{\"commune\":\"21028\","
                                        "\"hours\":\"mon-fri 07:00-11:30,13:00-16:30\"}}\n");
  g_assert_cmpuint (gb_import_report_n_refused (hours), ==, 0);
  check (self, "due", "2026-08-27T16:30:00+07:00");
  message (self, "\"TrangThaiHoSo\":4,\"DanhSachHoSoBoSung\":[{\"NgayBoSung\":\"20260821080000\","
                 "\"NgayTiepNhanBoSung\":\"20260824080000\",\"NgayHenTraMoi\":\"20260831100000\"}]");
  check (self, "due", "2026-08-31T10:00:00+07:00");
  check (self, "supplements[0].completed", "2026-08-24T08:00:00+07:00");
  message (self, "\"TrangThaiHoSo\":4,\"NgayHenTra\":\"20260901100000\"");
  check (self, "due", "2026-09-01T10:00:00+07:00");
}

/* The steps give state, people and moments. */
static void
test_course (GbHubFixture *self,
             gconstpointer data)
{
  message (self, "\"TrangThaiHoSo\":2,\"NgayTiepNhan\":\"20260820080000\"");
  step (self, "20260820081000", 2, "An");
  check (self, "received", "2026-08-20T08:10:00+07:00");
  step (self, "20260821090000", 4, "Bình");
  check (self, "state", "4");
  check (self, "officer", "Bình");
  check (self, "unit", "Phòng Bình");
  step (self, "20260824100000", 9, "Chi");
  check (self, "state", "9");
  check (self, "finished", "2026-08-24T10:00:00+07:00");
  step (self, "20260821093000", 6, "Dung"); /* late news of an earlier moment */
  check (self, "state", "9");
  check (self, "officer", "Chi");
  step (self, "20260825080000", 10, "An");
  check (self, "state", "10");
  check (self, "finished", "2026-08-24T10:00:00+07:00");
  check (self, "handed_over", "2026-08-25T08:00:00+07:00");
  message (self, "\"TrangThaiHoSo\":4,\"GhiChu\":\"mở lại\",\"TrichYeuHoSo\":\"x\""); /* what comes last is newest */
  check (self, "state", "4");
  check (self, "finished", NULL);
}

static void
test_ends (GbHubFixture *self,
           gconstpointer data)
{
  static const struct
  {
    int state;
    const char *members;
    const char *finished;
  } cases[] = {
    { 9, "\"NgayKetThucXuLy\":\"20260825090000\"", "2026-08-25T09:00:00+07:00" },
    { 10, "\"NgayKetThucXuLy\":\"20260825090000\",\"NgayTra\":\"20260825100000\"", "2026-08-25T09:00:00+07:00" },
    { 10, "\"NgayTra\":\"20260825100000\"", "2026-08-25T10:00:00+07:00" },
    { 7, "\"NgayKetThucXuLy\":\"20260825090000\"", "2026-08-25T09:00:00+07:00" },
    { 3, "\"NgayTuChoi\":\"20260825110000\"", "2026-08-25T11:00:00+07:00" },
    { 4, "\"NgayKetThucXuLy\":\"20260825090000\"", NULL },
    { 8, "\"NgayTra\":\"20260825090000\"", NULL },
    { 9, "\"GhiChu\":\"\"", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("E%" G_GSIZE_FORMAT, i);
      g_autofree char *record
          = g_strdup_printf ("{\"MaHoSo\":\"%s\",\"TenTTHC\":\"P\",\"TenLinhVuc\":\"L\",\"TrangThaiHoSo\":%d,%s}", id,
                             cases[i].state, cases[i].members);
      g_autoptr (GbImportReport) report = gb_hub_fixture_dossiers (self, "N", record);
      g_autofree char *finished = gb_hub_fixture_value (self, id, "finished");

      g_assert_cmpstr (finished, ==, cases[i].finished);
    }
}

/* Files brought in again, in any order, change nothing; older ones only fill gaps. */
static void
test_again (GbHubFixture *self,
            gconstpointer data)
{
  static const char *const messages[] = {
    "\"TrangThaiHoSo\":2,\"NgayTiepNhan\":\"20260820080000\"",
    "\"TrangThaiHoSo\":4,\"NgayTiepNhan\":\"20260820080000\",\"NgayHenTra\":\"20260827170000\"",
    "\"TrangThaiHoSo\":9,\"NgayTiepNhan\":\"20260820080000\",\"NgayKetThucXuLy\":\"20260825090000\"",
  };
  guint64 before;

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    message (self, messages[i]);
  step (self, "20260820080000", 2, "An");
  before = gb_hub_log_n_changed (gb_hub_get_log (self->hub));
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (messages); i++)
    message (self, messages[i % G_N_ELEMENTS (messages)]);
  step (self, "2026-08-20 08:00:00", 2, "An");
  g_assert_cmpuint (gb_hub_log_n_changed (gb_hub_get_log (self->hub)), ==, before);
  check (self, "state", "9");
  message (self, "\"TrangThaiHoSo\":4,\"NgayTiepNhan\":\"20260820080000\",\"ChuHoSo\":\"Lê Ba\"");
  check (self, "state", "9");
  check (self, "applicant", "Lê Ba");
}

/* Steps wait for their dossier; where it was handed in is added by a line of its own. */
static void
test_waiting (GbHubFixture *self,
              gconstpointer data)
{
  g_autoptr (GbImportReport) early
      = gb_hub_fixture_steps (self, "{\"MaHoSo\":\"D\",\"ThoiDiemXuLy\":\"20260821080000\",\"TrangThai\":4,\"NguoiXuLy\":\"An\"}");
  g_autoptr (GbImportReport) unknown = NULL;
  g_autoptr (GbImportReport) known = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *there = NULL;

  g_assert_cmpuint (gb_import_report_get_taken (early), ==, 1);
  g_assert_cmpuint (gb_import_report_get_waiting (early), ==, 1);
  unknown = gb_hub_fixture_records (self, "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"D\",\"data\":{\"received_by\":\"21025\"}}\n");
  g_assert_cmpuint (gb_import_report_n_refused (unknown), ==, 1);
  message (self, "\"TrangThaiHoSo\":2,\"NgayTiepNhan\":\"20260820080000\"");
  check (self, "state", "4");
  check (self, "officer", "An");
  known = gb_hub_fixture_records (self, "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"D\",\"data\":{\"received_by\":\"21025\"}}\n");
  g_assert_cmpuint (gb_import_report_n_refused (known), ==, 0);
  check (self, "received_by", "21025");
  there = gb_hub_fixture_pull (self, "commune:21025", "work", 9, &cursor);
  g_assert_true (g_str_has_prefix (there, "+D +D/20260821080000/4/") || g_str_has_suffix (there, "+D "));
  message (self, "\"TrangThaiHoSo\":4,\"TrichYeuHoSo\":\"x\"");
  check (self, "received_by", "21025");
}

/* Facts come with messages, one after the other, and what no message carries beside them. */
static void
test_facts (GbHubFixture *self,
            gconstpointer data)
{
  g_autoptr (GbImportReport) noted = NULL;
  g_autoptr (GbImportReport) wrong = NULL;

  message (self, "\"TrangThaiHoSo\":4,\"NgayTiepNhan\":\"20260820080000\",\"TaiLieuNop\":[{\"DuongDanTaiTepTin\":\"https://x\"}]");
  check (self, "facts.digitised", "1");
  check (self, "facts.reused", "0");
  check (self, "facts.result_file", NULL);
  noted = gb_hub_fixture_records (
      self, "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"D\",\"data\":{\"facts\":{\"complaint\":true}}}\n");
  g_assert_cmpuint (gb_import_report_n_refused (noted), ==, 0);
  check (self, "facts.complaint", "1");
  check (self, "facts.digitised", "1");
  message (self, "\"TrangThaiHoSo\":9,\"NgayKetThucXuLy\":\"20260821080000\","
                 "\"DanhSachGiayToKetQua\":[{\"DuongDanTepTinKetQua\":\"https://y\"}]");
  check (self, "facts.result_file", "1");
  check (self, "facts.digitised", "1");
  check (self, "facts.complaint", "1");
  check (self, "procedure", "P");
  wrong = gb_hub_fixture_records (
      self, "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"E\",\"data\":{\"facts\":{\"complaint\":true}}}\n");
  g_assert_cmpuint (gb_import_report_n_refused (wrong), ==, 1);
}

static void
test_records (GbHubFixture *self,
              gconstpointer data)
{
  static const struct
  {
    const char *line;
    const char *field; /* NULL: none named */
    gboolean taken;
  } cases[] = {
    { "{\"op\":\"put\",\"type\":\"team\",\"id\":\"t\",\"data\":{\"name\":\"T\",\"organisation\":\"O\",\"members\":3,\"kind\":\"k\",\"new\":1}}", NULL, TRUE },
    { "{\"op\":\"put\",\"type\":\"team\",\"id\":\"t\",\"rev\":9,\"data\":{\"name\":\"T\",\"organisation\":\"O\",\"members\":null,\"kind\":\"k\"}}", "members", FALSE },
    { "{\"op\":\"put\",\"type\":\"team\",\"id\":\"t\",\"data\":{\"name\":7,\"organisation\":\"O\",\"members\":3,\"kind\":\"k\"}}", "name", FALSE },
    { "{\"op\":\"put\",\"type\":\"team\",\"id\":\"t\",\"data\":[]}", "data", FALSE },
    { "{\"op\":\"put\",\"type\":\"team\",\"id\":\"\",\"data\":{}}", "id", FALSE },
    { "{\"op\":\"put\",\"type\":\"spaceship\",\"id\":\"t\",\"data\":{}}", "type", FALSE },
    { "{\"op\":\"get\",\"type\":\"team\",\"id\":\"t\"}", "op", FALSE },
    { "{\"op\":\"put\",\"type\":\"letter\",\"id\":\"l\",\"data\":{\"dossier\":\"none\",\"number\":\"1\"}}", "dossier", FALSE },
    { "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-13-01x\",\"data\":{\"kind\":\"off\",\"name\":\"x\"}}", "id", FALSE },
    { "{\"op\":\"put\",\"type\":\"notice\",\"id\":\"n\",\"data\":{\"kind\":\"notice\",\"title\":\"t\",\"published\":\"26/08\"}}", "published", FALSE },
    { "{\"op\":\"del\",\"type\":\"team\",\"id\":\"nobody\"}", NULL, TRUE },
    { "{\"op\":\"del\",\"type\":\"team\",\"id\":\"t\"}", NULL, TRUE },
    { "{\"op\":\"put\",", NULL, FALSE },
    { "[]", "op", FALSE },
    { "\xFF", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbImportReport) report = gb_hub_fixture_records (self, cases[i].line);

      g_test_message ("line %" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (gb_import_report_get_taken (report), ==, cases[i].taken);
      g_assert_cmpuint (gb_import_report_n_refused (report), ==, !cases[i].taken);
      if (!cases[i].taken)
        {
          g_assert_cmpstr (gb_import_report_get_refusal (report, 0)->field, ==, cases[i].field);
          g_assert_cmpint (gb_import_report_get_refusal (report, 0)->index, ==, 0);
        }
    }
}

/* A bad record among good ones: the good ones go in, the bad one is named. */
static void
test_one_bad (GbHubFixture *self,
              gconstpointer data)
{
  g_autoptr (GbImportReport) report = gb_hub_fixture_dossiers (
      self, "N",
      "{\"MaHoSo\":\"A\",\"TenTTHC\":\"P\",\"TenLinhVuc\":\"L\",\"TrangThaiHoSo\":1},"
      "{\"MaHoSo\":\"B\",\"TenTTHC\":\"P\",\"TenLinhVuc\":\"L\",\"TrangThaiHoSo\":12},"
      "nonsense,"
      "{" HEAD ",\"TrangThaiHoSo\":1}");
  g_autofree char *json = gb_import_report_to_json (report);

  g_assert_cmpuint (gb_import_report_get_taken (report), ==, 2);
  g_assert_cmpuint (gb_import_report_n_refused (report), ==, 2);
  g_assert_cmpint (gb_import_report_get_refusal (report, 0)->index, ==, 1);
  g_assert_cmpstr (gb_import_report_get_refusal (report, 0)->field, ==, "TrangThaiHoSo");
  g_assert_cmpint (gb_import_report_get_refusal (report, 1)->index, ==, 2);
  g_assert_null (gb_import_report_get_refusal (report, 2));
  g_assert_nonnull (strstr (json, "\"file\":\"test\""));
  check (self, "state", "1");
}

/* A file that is no message at all is refused whole and is no error of the hub's. */
static void
test_no_message (GbHubFixture *self,
                 gconstpointer data)
{
  static const char *const texts[] = { "", "<html/>", "{}", "[]", "\xFF\xFE", "{\"service\":\"x\",\"data\":[]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GbImportReport) report = gb_import_report_new ();

      g_assert_true (gb_hub_import_exchange (self->hub, "f", bytes, report, NULL));
      g_assert_true (gb_hub_import_csv (self->hub, "f", bytes, report, NULL));
      g_assert_cmpuint (gb_import_report_n_refused (report), ==, 2);
      g_assert_cmpint (gb_import_report_get_refusal (report, 1)->index, ==, -1);
    }
}

static void
test_csv (GbHubFixture *self,
          gconstpointer data)
{
  const char *text = "\xEF\xBB\xBFmadonvi;MaHoSo;TenTTHC;TenLinhVuc;TrangThaiHoSo;NgayHenTra;KenhThucHien\r\n"
                     "N;D;Chứng thực;Tư pháp;4;2026-08-27;2\r\n"
                     "X;E;Chứng thực;Tư pháp;4;;\r\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GbImportReport) report = gb_import_report_new ();

  g_assert_true (gb_hub_import_csv (self->hub, "f.csv", bytes, report, NULL));
  g_assert_cmpuint (gb_import_report_get_taken (report), ==, 1);
  g_assert_cmpint (gb_import_report_get_refusal (report, 0)->index, ==, 1);
  g_assert_cmpstr (gb_import_report_get_refusal (report, 0)->field, ==, "madonvi");
  check (self, "channel", "online");
  check (self, "due", "2026-08-27T17:00:00+07:00");
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (GbHubFixture *, gconstpointer);
  } tests[] = {
    { "/hub/import/owner", test_owner },     { "/hub/import/parts", test_parts },
    { "/hub/import/due", test_due },         { "/hub/import/course", test_course },
    { "/hub/import/ends", test_ends },       { "/hub/import/again", test_again },
    { "/hub/import/waiting", test_waiting }, { "/hub/import/records", test_records },
    { "/hub/import/one-bad", test_one_bad }, { "/hub/import/no-message", test_no_message },
    { "/hub/import/csv", test_csv },         { "/hub/import/facts", test_facts },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, GbHubFixture, NULL, gb_hub_fixture_set_up, tests[i].func, gb_hub_fixture_tear_down);
  return g_test_run ();
}
