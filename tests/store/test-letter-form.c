/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-form.h"

#include "gb-action-repository.h"
#include "gb-store-fixture.h"
#include "gb-time.h"
#include "gb-urge-form.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define OFFICER(id, name, title)                                                                   \
  PUT ("officer", id,                                                                              \
       "\"name\":\"" name "\",\"title\":\"" title "\",\"kind\":\"post\",\"commune\":\"21028\","    \
       "\"agency\":\"tt\",\"fields\":[]")
#define DOSSIER(id, state, officer, due)                                                           \
  PUT ("dossier", id,                                                                              \
       "\"procedure\":\"q\",\"procedure_code\":\"1.000001\",\"field\":\"f\",\"channel\":\"desk\"," \
       "\"commune\":\"21028\",\"received_by\":\"21028\",\"applicant\":\"Ai đó\"" officer           \
       ",\"state\":" state ",\"received\":\"2026-08-20T09:00:00+07:00\""                           \
       ",\"due\":\"2026-" due ":00+07:00\"")
#define HAS(officer) ",\"officer\":\"" officer "\""
#define LETTER(id, dossier, made, new_due, more)                                                   \
  PUT ("letter", id,                                                                               \
       "\"dossier\":\"" dossier "\",\"number\":\"" id "/PXL\",\"reason\":\"r\",\"made\":\"2026-08-" made \
       ":00+07:00\",\"new_due\":\"2026-" new_due ":00+07:00\"" more)
#define URGE(id, dossier, text)                                                                    \
  PUT ("urge", id,                                                                                 \
       "\"dossier\":\"" dossier "\",\"number\":\"" id "/PĐĐ\",\"officer\":\"Lê Văn C\","           \
       "\"made\":\"2026-08-25T15:20:00+07:00\",\"answer_due\":\"2026-08-26T15:20:00+07:00\","      \
       "\"text\":\"" text "\"")

static const char base[] =
    PUT ("commune", "21028",
         "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17.07,\"population\":73556,"
         "\"lon\":108.78,\"lat\":15.11")
    PUT ("agency", "tt", "\"name\":\"Trung tâm\",\"kind\":\"centre\"")
    PUT ("procedure", "P1",
         "\"code\":\"1.000001\",\"name\":\"q\",\"field\":\"f\",\"field_code\":\"F\","
         "\"limit\":{\"unit\":\"working-days\",\"amount\":5,\"rule\":\"day-end\",\"source\":\"s\"},"
         "\"papers\":[],\"online\":\"full\",\"paper_result\":false")
    OFFICER ("c", "Lê Văn C", "Chuyên viên") OFFICER ("x", "Nguyễn Văn X", "Phó Chủ tịch UBND")
    OFFICER ("y", "Trần Thị Y", "Giám đốc");

static const char work[] =
    DOSSIER ("tomorrow", "4", HAS ("Lê Văn C"), "08-27T09:00") DOSSIER ("late", "4", HAS ("Lê Văn C"), "08-25T09:00")
    DOSSIER ("later", "4", HAS ("Lê Văn C"), "08-25T15:00") DOSSIER ("nobody's", "4", "", "08-25T10:00")
    DOSSIER ("another's", "4", HAS ("Võ Văn Đ"), "08-24T09:00")
    DOSSIER ("paused", "5", HAS ("Lê Văn C"), "08-27T09:00") DOSSIER ("finished", "9", HAS ("Lê Văn C"), "08-27T09:00")
    DOSSIER ("issued", "4", HAS ("Lê Văn C"), "08-27T09:00") DOSSIER ("moved", "4", HAS ("Lê Văn C"), "09-04T17:00")
    DOSSIER ("too-late", "4", HAS ("Lê Văn C"), "08-25T09:00")
    LETTER ("1", "issued", "25T10:00", "09-04T17:00", ",\"signer\":\"Nguyễn Văn X\"")
    LETTER ("2", "moved", "24T10:00", "09-04T17:00", ",\"signer\":\"Phó Chủ tịch UBND\"")
    LETTER ("3", "too-late", "25T10:00", "09-04T17:00", ",\"signer\":\"Trần Thị Y\"");

static gint64
at (const char *time)
{
  gint64 instant;

  g_assert_true (gb_time_parse (time, &instant, NULL));
  return instant;
}

static void
set_up (GbStoreFixture *f)
{
  gb_store_fixture_set_up (f);
  gb_test_commit (f, GB_RECORD_GROUP_BASE, base, NULL);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, work, NULL);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside"), ==, 0);
}

typedef struct
{
  const char *dossier;
  const GbLetterDraft *draft;
} Question;

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Question *question = data;
  g_autoptr (GbLetterDesk) desk = gb_letter_desk_load (connection, GB_TEST_NOW, error);

  return desk != NULL ? gb_letter_form_load (desk, connection, question->dossier, question->draft, error) : NULL;
}

static GbLetterForm *
read_form (GbStoreFixture      *f,
           const char          *dossier,
           const GbLetterDraft *draft,
           GError             **error)
{
  Question question = { dossier, draft };

  return gb_store_read (f->store, load, &question, NULL, error);
}

/* --- letters -------------------------------------------------------------------------------- */

static const GbLetterDraft reason = { .reason = "Chờ" };
static const GbLetterDraft signer = { .signer = "Trần Thị Y" };
static const GbLetterDraft dated = { .reason = "Chờ", .new_due = GB_TEST_NOW + 9 * GB_DAY_SECONDS };
static const GbLetterDraft backwards = { .new_due = GB_TEST_NOW - 1 };

static const struct
{
  const char *dossier;
  const GbLetterDraft *draft; /* (nullable) */
  int refusal;                /* -1: none */
  const char *number;         /* (nullable) */
  const char *reason;         /* (nullable) */
  const char *old_due;
  const char *new_due;
  const char *signer; /* (nullable) */
  GbSignerRole role;
  GbActionWarnings warnings;
} forms[] = {
  /* not signed: as the calendar proposes it, half the limit later */
  { "tomorrow", NULL, -1, NULL, NULL, "2026-08-27T09:00:00+07:00", "2026-09-03T17:00:00+07:00", NULL,
    GB_SIGNER_CHAIRMAN, 0 },
  { "tomorrow", &signer, -1, NULL, NULL, "2026-08-27T09:00:00+07:00", "2026-09-03T17:00:00+07:00", "Trần Thị Y",
    GB_SIGNER_CENTRE, 0 },
  { "tomorrow", &dated, -1, NULL, "Chờ", "2026-08-27T09:00:00+07:00", "2026-09-04T07:15:00+07:00", NULL,
    GB_SIGNER_CHAIRMAN, 0 },
  { "late", &reason, -1, NULL, "Chờ", "2026-08-25T09:00:00+07:00", "2026-08-31T17:00:00+07:00", NULL,
    GB_SIGNER_CHAIRMAN, GB_ACTION_WARNING_APOLOGY_LATE },
  /* signed: a name, whose title tells the role, or a role where the name has room */
  { "issued", NULL, -1, "1/PXL", "r", "2026-08-27T09:00:00+07:00", "2026-09-04T17:00:00+07:00", "Nguyễn Văn X",
    GB_SIGNER_DEPUTY, 0 },
  { "issued", &signer, -1, "1/PXL", "r", "2026-08-27T09:00:00+07:00", "2026-09-04T17:00:00+07:00", "Nguyễn Văn X",
    GB_SIGNER_DEPUTY, 0 },
  { "too-late", NULL, -1, "3/PXL", "r", "2026-08-25T09:00:00+07:00", "2026-09-04T17:00:00+07:00", "Trần Thị Y",
    GB_SIGNER_CENTRE, GB_ACTION_WARNING_APOLOGY_LATE },
  /* the province has the new date: the old one is what the rules say */
  { "moved", NULL, -1, "2/PXL", "r", "2026-08-27T17:00:00+07:00", "2026-09-04T17:00:00+07:00", NULL,
    GB_SIGNER_DEPUTY, 0 },
  /* once only, and only what has a date to be moved */
  { "issued", &reason, GB_ACTION_ERROR_RESCHEDULED },
  { "paused", NULL, GB_ACTION_ERROR_PAUSED },
  { "finished", NULL, GB_ACTION_ERROR_FINISHED },
  { "tomorrow", &backwards, GB_ACTION_ERROR_NEW_DUE },
  { "unknown", NULL, GB_ACTION_ERROR_UNKNOWN_TARGET },
};

static void
test_letters (void)
{
  GbStoreFixture f;

  set_up (&f);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbLetterForm) form = read_form (&f, forms[i].dossier, forms[i].draft, &error);
      g_autofree char *new_due = NULL, *old_due = NULL;

      g_test_message ("%s, %" G_GSIZE_FORMAT, forms[i].dossier, i);
      if (forms[i].refusal >= 0)
        {
          g_assert_error (error, GB_ACTION_ERROR, forms[i].refusal);
          continue;
        }
      g_assert_no_error (error);
      old_due = gb_time_format (form->old_due);
      new_due = gb_time_format (form->letter->new_due);
      g_assert_cmpstr (gb_dossier_get_code (form->letter->dossier), ==, forms[i].dossier);
      g_assert_cmpstr (form->letter->number, ==, forms[i].number);
      g_assert_cmpstr (form->letter->reason, ==, forms[i].reason);
      g_assert_cmpstr (old_due, ==, forms[i].old_due);
      g_assert_cmpstr (new_due, ==, forms[i].new_due);
      g_assert_cmpstr (form->signer, ==, forms[i].signer);
      g_assert_cmpint (form->role, ==, forms[i].role);
      g_assert_cmpint (form->warnings, ==, forms[i].warnings);
      g_assert_cmpstr (form->commune, ==, "phường Nghĩa Lộ");
      g_assert_cmpstr (form->commune_name, ==, "Nghĩa Lộ");
    }
  gb_store_fixture_tear_down (&f);
}

/* A letter signed here has no number; as soon as the feed brings it, it has the hub's. */
static void
test_number (void)
{
  GbStoreFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) letter
      = gb_action_new_apology ("tomorrow", "Chờ ý kiến", at ("2026-09-04T17:00:00+07:00"), "Nguyễn Văn X");
  g_autoptr (GbAction) stored = NULL;
  g_autoptr (GbLetterForm) waiting = NULL, issued = NULL;
  g_autofree char *line = NULL;

  set_up (&f);
  stored = gb_store_add_action (f.store, letter, NULL, NULL, &error);
  g_assert_no_error (error);
  waiting = read_form (&f, "tomorrow", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (waiting->letter->number);
  g_assert_cmpstr (waiting->letter->id, ==, stored->id);
  g_assert_cmpstr (waiting->letter->reason, ==, "Chờ ý kiến");
  g_assert_cmpint (waiting->letter->made, ==, GB_TEST_NOW);
  g_assert_cmpint (waiting->role, ==, GB_SIGNER_DEPUTY);

  line = g_strdup_printf (PUT ("letter", "%s", "\"dossier\":\"tomorrow\",\"number\":\"7/PXL\",\"reason\":\"Chờ ý kiến\","
                               "\"made\":\"2026-08-26T07:15:00+07:00\",\"new_due\":\"2026-09-04T17:00:00+07:00\""),
                          stored->id);
  gb_test_commit (&f, GB_RECORD_GROUP_WORK, line, NULL);
  issued = read_form (&f, "tomorrow", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (issued->letter->number, ==, "7/PXL");
  gb_store_fixture_tear_down (&f);
}

/* --- slips ---------------------------------------------------------------------------------- */

static gpointer
load_slip (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr (GbLetterDesk) desk = gb_letter_desk_load (connection, GB_TEST_NOW, error);

  return desk != NULL ? gb_urge_form_load (desk, connection, data, "Báo cáo", "Chủ tịch UBND", error) : NULL;
}

static void
test_slip (void)
{
  static const char *const both[] = { "later", "late", NULL };
  static const char *const nobody[] = { "nobody's", NULL };
  GbStoreFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbUrgeForm) draft = NULL, written = NULL, mixed = NULL, none = NULL;
  const GbUrgeFormItem *first;

  set_up (&f);
  draft = gb_store_read (f.store, load_slip, (gpointer) both, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (draft->items->len, ==, 2);
  first = draft->items->pdata[0];
  g_assert_cmpstr (gb_dossier_get_code (first->dossier), ==, "late");
  g_assert_null (first->slip);
  g_assert_cmpstr (draft->officer, ==, "Lê Văn C");
  g_assert_cmpstr (draft->title, ==, "Chuyên viên");
  g_assert_cmpstr (draft->text, ==, "Báo cáo");
  g_assert_null (draft->signer);
  g_assert_cmpint (draft->role, ==, GB_SIGNER_CHAIRMAN);
  g_assert_cmpint (draft->made, ==, 0);
  g_assert_cmpint (draft->answer_due, ==, GB_TEST_NOW + GB_URGE_SECONDS);

  gb_test_commit (&f, GB_RECORD_GROUP_WORK, URGE ("18", "late", "Nhanh lên") URGE ("19", "later", "Nhanh lên"), NULL);
  written = gb_store_read (f.store, load_slip, (gpointer) both, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((GbUrgeFormItem *) written->items->pdata[1])->slip->number, ==, "19/PĐĐ");
  g_assert_cmpstr (written->text, ==, "Nhanh lên");
  g_assert_cmpint (written->made, ==, at ("2026-08-25T15:20:00+07:00"));
  g_assert_cmpint (written->answer_due, ==, at ("2026-08-26T15:20:00+07:00"));

  /* what they do not all say is not on the paper */
  gb_test_commit (&f, GB_RECORD_GROUP_WORK, URGE ("19", "later", "Khác"), NULL);
  mixed = gb_store_read (f.store, load_slip, (gpointer) both, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (mixed->text);

  none = gb_store_read (f.store, load_slip, (gpointer) nobody, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_NO_OFFICER);
  gb_store_fixture_tear_down (&f);
}

static gpointer
load_overdue (GbSqlConnection *connection,
              gpointer         officer,
              GCancellable    *cancellable,
              GError         **error)
{
  return gb_urge_form_overdue (connection, "21028", officer, GB_TEST_NOW, error);
}

static gpointer
load_groups (GbSqlConnection *connection,
             gpointer         codes,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_urge_form_group (connection, codes, GB_TEST_NOW, error);
}

static char *
describe (GPtrArray *groups)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      g_autofree char *codes = g_strjoinv ("+", groups->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", codes);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_groups (void)
{
  static const char *const codes[] = { "nobody's", "late", "another's", "tomorrow", NULL };
  static const char *const unknown[] = { "late", "?", NULL };
  GbStoreFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL, one = NULL, named = NULL, none = NULL;
  g_autofree char *all_words = NULL, *one_words = NULL, *named_words = NULL;

  set_up (&f);
  all = gb_store_read (f.store, load_overdue, NULL, NULL, &error);
  one = gb_store_read (f.store, load_overdue, (gpointer) "Võ Văn Đ", NULL, &error);
  named = gb_store_read (f.store, load_groups, (gpointer) codes, NULL, &error);
  g_assert_no_error (error);
  all_words = describe (all);
  one_words = describe (one);
  named_words = describe (named);
  g_assert_cmpstr (all_words, ==, "another's late+too-late+later");
  g_assert_cmpstr (one_words, ==, "another's");
  g_assert_cmpstr (named_words, ==, "nobody's late+tomorrow another's");
  none = gb_store_read (f.store, load_groups, (gpointer) unknown, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_TARGET);
  gb_store_fixture_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-form/letters", test_letters);
  g_test_add_func ("/letter-form/number", test_number);
  g_test_add_func ("/letter-form/slip", test_slip);
  g_test_add_func ("/letter-form/groups", test_groups);
  return g_test_run ();
}
