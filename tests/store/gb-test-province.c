/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-test-province.h"

#include "gb-time.h"

/* The week from Thursday, 20 August 2026, has the make-up Saturday of the 22nd; the national day's
 * holiday is Monday, 31 August to Wednesday, 2 September. */
#define FIRST_DAY gb_day_from_ymd (2026, 8, 20)
#define LAST_DAY gb_day_from_ymd (2026, 9, 4)

const char *const gb_test_communes[] = { "21028", "21025", "21031", "21040", NULL };
const char *const gb_test_commune_names[] = { "Nghĩa Lộ", "Đức Phổ", "Ân Phú", NULL };
const char *const gb_test_fields[] = { "Hộ tịch", "Chứng thực", "Xây dựng", "Đất đai", NULL };
const char *const gb_test_procedures[] = { "Đăng ký khai sinh", "Chứng thực bản sao",
                                           "Cấp giấy phép xây dựng", "Đăng ký kết hôn", NULL };
const char *const gb_test_officers[] = { "Ông Văn Ích", "Đỗ Thị Én", "Bùi Minh Ân", "Âu Dương Đức",
                                         NULL };
const char *const gb_test_channels[] = { "desk", "online", "post", NULL };

static const char *const applicants[] = { "Nguyễn Thị Thủy", "Trần Văn Sơn", "Lê Đức Ân", "Võ Ngọc Ổn",
                                          "Đặng Minh Ích", "Phạm Thị Én", "Nguyễn Văn Dũng", NULL };
static const char *const summaries[] = { "Thửa đất số 12", "Thửa đất số 120, tờ 7", "Nhà cấp bốn", NULL };

static const char *
pick (GRand             *rand,
      const char *const *from)
{
  return from[g_rand_int_range (rand, 0, (gint32) g_strv_length ((char **) from))];
}

static void
dossier_free (gpointer data)
{
  GbTestDossier *self = data;

  g_free (self->code);
  g_free (self);
}

void
gb_test_province_init (GbTestProvince *self,
                       guint32         seed)
{
  self->rand = g_rand_new_with_seed (seed);
  self->dossiers = g_ptr_array_new_with_free_func (dossier_free);
  self->extended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->serial = self->n_letters = 0;
}

void
gb_test_province_clear (GbTestProvince *self)
{
  g_clear_pointer (&self->rand, g_rand_free);
  g_clear_pointer (&self->dossiers, g_ptr_array_unref);
  g_clear_pointer (&self->extended, g_hash_table_unref);
}

/* NULL when there is none. */
GbTestDossier *
gb_test_province_pick (GbTestProvince *self)
{
  if (self->dossiers->len == 0)
    return NULL;
  return self->dossiers->pdata[g_rand_int_range (self->rand, 0, (gint32) self->dossiers->len)];
}

/* --- moments -------------------------------------------------------------------------------- */

/**
 * gb_test_province_draw_moment:
 *
 * Returns: an instant at which something may turn, more often than any other: midnight, the last
 *   second of a day, the beginning or the end of a session of some commune, or a second later
 */
gint64
gb_test_province_draw_moment (GRand *rand)
{
  static const int times[] = { 0, 86399, 7 * 3600, 7 * 3600 + 1800, 8 * 3600, 11 * 3600 + 1800,
                               12 * 3600, 13 * 3600, 13 * 3600 + 1800, 17 * 3600 };
  GbDay day = g_rand_int_range (rand, FIRST_DAY, LAST_DAY + 1);

  if (g_rand_int_range (rand, 0, 4) == 0)
    return gb_day_at (day, g_rand_int_range (rand, 0, GB_DAY_SECONDS));
  return gb_day_at (day, times[g_rand_int_range (rand, 0, G_N_ELEMENTS (times))]) +
         (g_rand_int_range (rand, 0, 3) == 0);
}

static gint64
draw_due (GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      return 0;
    case 1: /* long ago */
      return gb_day_at (FIRST_DAY, 0) - g_rand_int_range (rand, 1, 300 * GB_DAY_SECONDS);
    case 2: /* far away, but in the year of which the reckoning knows the days off: the law's fall on others in the next */
      return gb_day_at (LAST_DAY, 0) + g_rand_int_range (rand, 1, 90 * GB_DAY_SECONDS);
    default:
      return gb_test_province_draw_moment (rand);
    }
}

/* --- lines ---------------------------------------------------------------------------------- */

static void
append_text (GString    *text,
             const char *name,
             const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, ",\"%s\":\"%s\"", name, value);
}

static void
append_time (GString    *text,
             const char *name,
             gint64      instant)
{
  g_autofree char *time = instant != 0 ? gb_time_format (instant) : NULL;

  append_text (text, name, time);
}

static void
append_put (const GbTestDossier *d,
            GString             *text)
{
  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"%s\",\"rev\":1,\"data\":{"
                          "\"procedure\":\"%s\",\"state\":%d",
                          d->code, d->procedure, d->state);
  append_text (text, "field", d->field);
  append_text (text, "channel", d->channel);
  append_text (text, "applicant", d->applicant);
  append_text (text, "summary", d->summary);
  append_text (text, "commune", d->commune);
  append_text (text, "received_by", d->received_by);
  append_text (text, "officer", d->officer);
  append_time (text, "submitted", d->submitted);
  append_time (text, "received", d->received);
  append_time (text, "due", d->due);
  append_time (text, "finished", d->finished);
  g_string_append (text, "}}\n");
}

/* Everything but the code anew: a province sends the whole dossier each time. */
static void
draw (GbTestDossier *d,
      GRand         *rand)
{
  static const int often[] = { 1, 2, 4 };

  d->procedure = pick (rand, gb_test_procedures);
  d->field = pick (rand, gb_test_fields);
  d->channel = g_rand_boolean (rand) ? "online" : pick (rand, gb_test_channels);
  d->applicant = g_rand_int_range (rand, 0, 9) > 0 ? pick (rand, applicants) : NULL;
  d->summary = g_rand_int_range (rand, 0, 5) > 0 ? pick (rand, summaries) : NULL;
  d->commune = pick (rand, gb_test_communes);
  d->received_by = g_rand_int_range (rand, 0, 3) == 0 ? pick (rand, gb_test_communes) : d->commune;
  d->officer = g_rand_int_range (rand, 0, 4) > 0 ? pick (rand, gb_test_officers) : NULL;
  /* every state, those more often from which the clock alone takes dossiers to another set */
  d->state = g_rand_boolean (rand) ? often[g_rand_int_range (rand, 0, G_N_ELEMENTS (often))]
                                   : g_rand_int_range (rand, 1, 11);
  d->submitted = gb_test_province_draw_moment (rand);
  d->received = d->state != 1 ? d->submitted + g_rand_int_range (rand, 0, 3 * GB_DAY_SECONDS) : 0;
  d->due = draw_due (rand);
  d->finished = d->state == 3 || d->state == 7 || d->state >= 9 ? gb_test_province_draw_moment (rand) : 0;
  if (g_rand_int_range (rand, 0, 12) == 0)
    d->submitted = 0;
  if (g_rand_int_range (rand, 0, 12) == 0)
    d->received = 0;
  if (g_rand_int_range (rand, 0, 12) == 0)
    d->finished = 0;
}

static void
append_new (GbTestProvince *self,
            GString        *text)
{
  GbTestDossier *d = g_new0 (GbTestDossier, 1);

  d->code = g_strdup_printf ("H48.91-2608%02u-%04u", 1 + self->serial * 7 % 28, self->serial);
  self->serial++;
  draw (d, self->rand);
  append_put (d, text);
  g_ptr_array_add (self->dossiers, d);
}

static void
append_letter (GbTestProvince      *self,
               const GbTestDossier *d,
               GString             *text)
{
  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"letter\",\"id\":\"l%u\",\"rev\":1,\"data\":{"
                          "\"dossier\":\"%s\",\"number\":\"1\",\"reason\":\"r\",\"made\":"
                          "\"2026-08-19T10:00:00+07:00\",\"new_due\":\"2026-09-04T17:00:00+07:00\"}}\n",
                          self->n_letters++, d->code);
  g_hash_table_add (self->extended, g_strdup (d->code));
}

static void
append_delete (GbTestProvince *self,
               GbTestDossier  *d,
               GString        *text)
{
  g_string_append_printf (text, "{\"op\":\"del\",\"type\":\"dossier\",\"id\":\"%s\",\"rev\":2}\n",
                          d->code);
  g_ptr_array_remove (self->dossiers, d);
}

/**
 * gb_test_province_append_page:
 *
 * Lines that put new dossiers, change some, take some away and bring letters, in any order; what they
 * leave is remembered.
 */
void
gb_test_province_append_page (GbTestProvince *self,
                              GString        *text,
                              guint           n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    {
      GbTestDossier *d = gb_test_province_pick (self);
      int kind = g_rand_int_range (self->rand, 0, 10);

      if (d == NULL || kind < 5)
        append_new (self, text);
      else if (kind == 5)
        append_letter (self, d, text);
      else if (kind == 6)
        append_delete (self, d, text);
      else
        {
          draw (d, self->rand);
          append_put (d, text);
        }
    }
}

static void
append_communes (GString *text)
{
  for (int i = 0; gb_test_commune_names[i] != NULL; i++)
    g_string_append_printf (
        text,
        "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"%s\",\"rev\":1,\"data\":{\"name\":\"%s\","
        "\"type\":\"xã\",\"province\":\"51\",\"area_km2\":1,\"population\":1,\"lon\":108,\"lat\":15}}\n",
        gb_test_communes[i], gb_test_commune_names[i]);
}

/* Communes by name, but for one. Hours of their own: one with Saturday mornings, one with four mornings a week. */
void
gb_test_province_append_base (GString *text)
{
  append_communes (text);
  g_string_append (
      text,
      "{\"op\":\"put\",\"type\":\"commune-hours\",\"id\":\"a\",\"rev\":1,\"data\":{\"commune\":"
      "\"21025\",\"hours\":\"mon-fri 07:30-11:30,13:00-17:00;sat 07:30-11:30\"}}\n"
      "{\"op\":\"put\",\"type\":\"commune-hours\",\"id\":\"b\",\"rev\":1,\"data\":{\"commune\":"
      "\"21031\",\"hours\":\"mon-thu 08:00-12:00\"}}\n"
      "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-08-31\",\"rev\":1,\"data\":{\"kind\":"
      "\"off\",\"name\":\"Nghỉ bù\"}}\n"
      "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-09-01\",\"rev\":1,\"data\":{\"kind\":"
      "\"off\",\"name\":\"Quốc khánh\"}}\n"
      "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-09-02\",\"rev\":1,\"data\":{\"kind\":"
      "\"off\",\"name\":\"Quốc khánh\"}}\n"
      "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-08-22\",\"rev\":1,\"data\":{\"kind\":"
      "\"work\",\"replaces\":\"2026-08-31\",\"name\":\"Làm bù\"}}\n");
}
