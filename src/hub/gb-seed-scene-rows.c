/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-stage.h"

#include <string.h>

/* The rows that a reader of the pictures looks for: six late (four of them land), eight due today, four
 * due on the next working day. Where the limit alone gives an earlier moment than the agreed one, a
 * pause for payment lies between. */
static const struct
{
  const char *procedure;
  const char *applicant;
  const char *accepted;
  int serial;
  const char *due;
  GbDossierState state;
} pins[] = {
  { "gia-han-giay-phep-xay-dung", "Lê Thị N", "2026-08-11 08:40", 17, "2026-08-24 14:15", 4 },
  { "dinh-chinh-giay-chung-nhan", "Trần Văn M", "2026-08-11 14:00", 52, "2026-08-25 08:00", 4 },
  { "dinh-chinh-giay-chung-nhan", "Phan Văn L", "2026-08-11 15:00", 60, "2026-08-25 10:30", 4 },
  { "dang-ky-dat-dai-lan-dau", "Phạm Văn P", "2026-07-28 09:20", 31, "2026-08-25 14:20", 4 },
  { "chuyen-muc-dich-dat", "Võ Thị K", "2026-08-04 11:00", 44, "2026-08-25 16:00", 4 },
  { "xac-nhan-dien-tich-nha-o", "Đặng Văn I", "2026-08-19 08:05", 9, "2026-08-25 16:45", 4 },
  { "chung-thuc-ban-sao", "Hồ Thị T", "2026-08-25 14:50", 71, "2026-08-26 08:30", 4 },
  { "khai-sinh-nhan-cha-me-con", "Lý Văn S", "2026-08-21 09:00", 24, "2026-08-26 09:00", 4 },
  { "thanh-lap-ho-kinh-doanh", "Ngô Thị U", "2026-08-22 10:15", 19, "2026-08-26 10:15", 4 },
  { "mai-tang-bao-tro", "Bùi Văn V", "2026-08-22 11:00", 24, "2026-08-26 11:00", 4 },
  { "ban-sao-trich-luc", "Mai Thị X", "2026-08-25 15:40", 77, "2026-08-26 17:00", 2 },
  { "dinh-chinh-giay-chung-nhan", "Tạ Văn Y", "2026-08-12 14:00", 66, "2026-08-26 14:00", 4 },
  { "khai-thac-nuoc-duoi-dat", "Cao Thị H", "2026-08-13 15:10", 63, "2026-08-26 15:10", 4 },
  { "xac-nhan-tinh-trang-hon-nhan", "Đinh Văn G", "2026-08-22 16:00", 35, "2026-08-26 16:00", 4 },
  { "thi-cong-duong-xa", "Trịnh Thị O", "2026-08-19 09:20", 28, "2026-08-27 09:20", 4 },
  { "ho-tro-sinh-con-dtts", "Lâm Văn Q", "2026-08-14 14:20", 57, "2026-08-27 14:20", 4 },
  { "thay-doi-ho-kinh-doanh", "Hà Thị R", "2026-08-24 15:30", 79, "2026-08-27 15:30", 4 },
  { "tro-cap-xa-hoi", "Vũ Văn E", "2026-08-14 16:20", 70, "2026-08-27 16:20", 4 },
};

/* Sent online and not accepted yet; the first waits for more than eight working hours. */
static const char *const awaiting[] = {
  "2026-08-24 15:40", "2026-08-25 16:05", "2026-08-25 17:45", "2026-08-25 20:10", "2026-08-26 06:40",
};

/**
 * gb_seed_stage_enter:
 * @dossier: (transfer full): one of the scene's own
 */
void
gb_seed_stage_enter (GbSeedStage   *self,
                     GbSeedDossier *dossier)
{
  int day = dossier->day - self->from;

  if (day >= 0 && day < self->n_days)
    self->used[day]++;
  g_ptr_array_add (self->dossiers, dossier);
}

static GbSeedProcedure *
find_procedure (GbSeedStage *self,
                const char *id)
{
  for (guint i = 0; i < self->world->procedures->len; i++)
    if (strcmp (((GbSeedProcedure *) self->world->procedures->pdata[i])->id, id) == 0)
      return self->world->procedures->pdata[i];
  g_error ("The procedure %s of the demo scene is missing in data/procedures", id);
}

static void
pin_row (GbSeedStage *self,
         int    row)
{
  GbWorkCalendar *calendar = self->commune->calendar;
  GbSeedProcedure *procedure = find_procedure (self, pins[row].procedure);
  gint64 accepted = gb_seed_scene_time (pins[row].accepted);
  gint64 wanted = gb_seed_scene_time (pins[row].due);
  GbSeedDossier *dossier = gb_seed_dossier_new (self->commune, procedure, GB_CHANNEL_DESK,
                                                accepted - 180, &self->random);
  gint64 due = gb_seed_dossier_accept (dossier, accepted);

  g_free (dossier->applicant);
  dossier->applicant = g_strdup (pins[row].applicant);
  dossier->serial = pins[row].serial;
  if (pins[row].state == GB_DOSSIER_STATE_PROCESSING)
    gb_seed_dossier_assign (dossier, gb_work_calendar_add_worked (calendar, accepted, 25 * 60));
  if (due < wanted)
    {
      gint64 begin = gb_work_calendar_add_worked (calendar, gb_seed_dossier_last (dossier), 15 * 60);
      gint64 length = gb_work_calendar_worked (calendar, due, wanted);

      due = gb_seed_dossier_pause (dossier, GB_DOSSIER_STATE_PAYMENT_ASKED, begin,
                                   gb_work_calendar_add_worked (calendar, begin, length));
    }
  /* Should a procedure's limit change, the agreed moment stays the official one. */
  dossier->events[dossier->n_events - 1].due = wanted;
  gb_seed_stage_enter (self, dossier);
}

static void
await_row (GbSeedStage *self,
           const char *submitted)
{
  GbSeedProcedure *procedure = find_procedure (self, "ban-sao-trich-luc");
  GbSeedDossier *dossier = gb_seed_dossier_new (self->commune, procedure, GB_CHANNEL_ONLINE,
                                                gb_seed_scene_time (submitted), &self->random);

  gb_seed_dossier_register (dossier);
  gb_seed_stage_enter (self, dossier);
}

/**
 * gb_seed_stage_rows:
 *
 * Puts the agreed rows on the stage: the fixed ones and those that wait for acceptance.
 */
void
gb_seed_stage_rows (GbSeedStage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pins); i++)
    pin_row (self, (int) i);
  for (gsize i = 0; i < G_N_ELEMENTS (awaiting); i++)
    await_row (self, awaiting[i]);
}
