/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-messages.h"

#include "gb-seed-facts.h"
#include "gb-seed-json.h"
#include "gb-seed-names.h"
#include "gb-seed-people.h"

static void
write_applicant (GbSeedWriter  *self,
                 GbSeedDossier *dossier)
{
  g_autofree char *identity = gb_seed_number (&self->random);
  g_autofree char *phone = gb_seed_phone (&self->random);

  gb_seed_write_text (self, "ChuHoSo", dossier->applicant);
  gb_seed_write_number (self, "LoaiDoiTuong", 1);
  gb_seed_write_missing (self, "MaDoiTuong");
  gb_seed_write_text (self, "SoGiayToChuHoSo", identity);
  gb_seed_json_open (self->json, "DinhDanhCHS", '[');
  gb_seed_json_open (self->json, NULL, '{');
  gb_seed_write_number (self, "LoaiDinhDanh", 1);
  gb_seed_write_text (self, "SoDinhDanh", identity);
  gb_seed_json_close (self->json, '}');
  gb_seed_json_close (self->json, ']');
  gb_seed_write_missing (self, "Email");
  gb_seed_write_missing (self, "Fax");
  gb_seed_write_text (self, "SoDienThoai", gb_random_chance (&self->random, 850) ? phone : NULL);
  gb_seed_write_missing (self, "ThongTinKhac");
}

static void
write_supplement (GbSeedWriter     *self,
                  GbSeedDossier    *dossier,
                  const GbSeedLook *look,
                  const char       *code)
{
  GbSeedOfficer *officer = &dossier->commune->desks[dossier->procedure->desk];
  g_autofree char *id = g_strconcat (code, "-BS1", NULL);

  gb_seed_json_open (self->json, "DanhSachHoSoBoSung", '[');
  if (look->asked != 0)
    {
      gb_seed_json_open (self->json, NULL, '{');
      gb_seed_write_text (self, "HoSoBoSungId", id);
      gb_seed_write_text (self, "NguoiYeuCauBoSung", officer->name);
      gb_seed_write_text (self, "NoiDungBoSung", "Bổ sung giấy tờ còn thiếu (dữ liệu minh họa)");
      gb_seed_write_date (self, "NgayBoSung", look->asked, FALSE);
      if (look->completed != 0)
        gb_seed_write_text (self, "NguoiTiepNhanBoSung", officer->name);
      gb_seed_write_date (self, "NgayTiepNhanBoSung", look->completed, FALSE);
      gb_seed_write_number (self, "TrangThaiBoSung", look->completed != 0 ? 1 : 0);
      gb_seed_write_date (self, "NgayHenTraTruoc", look->due_before, FALSE);
      gb_seed_write_date (self, "NgayHenTraMoi", look->completed != 0 ? look->due : 0, FALSE);
      gb_seed_json_close (self->json, '}');
    }
  gb_seed_json_close (self->json, ']');
}

/* The due moment stands as a day where the hours end with it, as many systems send it. After a
 * supplement some leave the old one here and tell the new one beside it only. */
static void
write_dates (GbSeedWriter     *self,
             GbSeedDossier    *dossier,
             const GbSeedLook *look)
{
  gint64 due =
      look->completed != 0 && gb_random_chance (&self->random, 500) ? look->due_before : look->due;
  gboolean day_only =
      due != 0 && due == gb_work_calendar_day_end (dossier->commune->calendar, gb_time_day (due)) &&
      gb_random_chance (&self->random, 350);

  gb_seed_write_date (self, "NgayNopHoSo", dossier->submitted, FALSE);
  gb_seed_write_date (self, "NgayTiepNhan", look->accepted, FALSE);
  gb_seed_write_date (self, "NgayTuChoi", look->refused, FALSE);
  gb_seed_write_date (self, "NgayHenTra", due, day_only);
  gb_seed_write_date (self, "NgayKetThucXuLy", look->finished, FALSE);
  gb_seed_write_date (self, "NgayTra", look->handed_over, FALSE);
}

static void
write_dossier (GbSeedWriter  *self,
               GbSeedDossier *dossier,
               gint64         now)
{
  g_autofree char *code = gb_seed_style_code (self->style, dossier);
  g_autofree char *unit =
      gb_seed_exchange_code (self->style->world, dossier->commune, self->style->code_form);
  g_autofree char *summary = g_strconcat (dossier->procedure->name, " (dữ liệu minh họa)", NULL);
  GbSeedLook look;

  gb_random_init (&self->random, dossier->key, "message", 0);
  gb_seed_dossier_look (dossier, now, &look);
  gb_seed_json_open (self->json, NULL, '{');
  gb_seed_write_text (self, "MaHoSo", code);
  gb_seed_write_text (self, "MaTTHC", dossier->procedure->code);
  gb_seed_write_text (self, "TenTTHC", dossier->procedure->name);
  gb_seed_write_text (self, "MaLinhVuc", dossier->procedure->field_code);
  gb_seed_write_text (self, "TenLinhVuc", dossier->procedure->field);
  if (dossier->channel != GB_CHANNEL_DESK || gb_random_chance (&self->random, 500))
    gb_seed_write_number (self, "KenhThucHien", dossier->channel);
  gb_seed_write_missing (self, "SoBienNhan");
  write_applicant (self, dossier);
  gb_seed_write_text (self, "TrichYeuHoSo", summary);
  gb_seed_write_number (self, "NoiNopHoSo", dossier->channel == GB_CHANNEL_ONLINE ? 1 : 2);
  gb_seed_write_number (self, "TrangThaiHoSo", look.state);
  write_dates (self, dossier, &look);
  if (look.handed_over != 0)
    gb_seed_write_number (self, "HinhThuc", dossier->channel == GB_CHANNEL_POST ? 1 : 0);
  gb_seed_write_text (self, "DonViXuLy",
                      self->style->sender ? dossier->commune->desks[dossier->procedure->desk].unit
                                          : unit);
  gb_seed_write_missing (self, "GhiChu");
  gb_seed_write_facts (self, dossier, &look);
  if (look.asked != 0 || gb_random_chance (&self->random, 200))
    write_supplement (self, dossier, &look, code);
  gb_seed_json_close (self->json, '}');
}

static void
open_message (GbSeedWriter *self,
              const char *service)
{
  g_autofree char *unit =
      gb_seed_exchange_code (self->style->world, self->style->commune, self->style->code_form);

  gb_random_init (&self->random, self->style->world->seed, service,
                  (guint64) self->style->commune->unit);
  g_string_append_c (self->json, '{');
  gb_seed_json_string (self->json, "session", "");
  if (self->style->sender)
    gb_seed_json_string (self->json, "madonvi", unit);
  gb_seed_json_string (self->json, "service", service);
}

static GString *
close_message (GbSeedWriter *self)
{
  gb_seed_json_close (self->json, ']');
  gb_seed_json_close (self->json, '}');
  g_string_append_c (self->json, '\n');
  return self->json;
}

/**
 * gb_seed_message_dossiers:
 * @dossiers: of GbSeedDossier, all of the style's commune
 * @now: nothing later is told
 * @updating: whether the receiver knows them already
 *
 * Returns: (transfer full): a message DongBoHoSoMC
 */
GString *
gb_seed_message_dossiers (GbSeedStyle *self,
                          GPtrArray   *dossiers,
                          gint64       now,
                          gboolean     updating)
{
  GbSeedWriter writer = { .style = self, .json = g_string_sized_new (1500 * dossiers->len + 200) };

  open_message (&writer, "DongBoHoSoMC");
  gb_seed_write_boolean (&writer, "isUpdating", updating);
  gb_seed_json_open (writer.json, "data", '[');
  for (guint i = 0; i < dossiers->len; i++)
    {
      GbSeedDossier *dossier = dossiers->pdata[i];
      gboolean early = !updating && dossier->told_early;

      write_dossier (&writer, dossier, early ? MIN (now, dossier->events[0].at) : now);
    }
  return close_message (&writer);
}

static void
write_step (GbSeedWriter      *self,
            GbSeedDossier     *dossier,
            const GbSeedEvent *event,
            const char        *code)
{
  GbSeedCommune *commune = dossier->commune;
  GbSeedOfficer *officer = NULL;

  if (event->actor == GB_SEED_BY_DESK)
    officer = &commune->desks[dossier->procedure->desk];
  else if (event->actor == GB_SEED_BY_RECEPTION)
    officer = &commune->reception[dossier->key % GB_SEED_N_RECEPTION];
  gb_seed_json_open (self->json, NULL, '{');
  gb_seed_write_text (self, "MaHoSo", code);
  gb_seed_write_text (self, "NguoiXuLy", officer != NULL ? officer->name : NULL);
  gb_seed_write_text (self, "ChucDanh", officer != NULL ? officer->title : NULL);
  gb_seed_write_date (self, "ThoiDiemXuLy", event->at, FALSE);
  gb_seed_write_text (self, "PhongBanXuLy",
                      officer != NULL ? officer->unit : commune->reception[0].unit);
  gb_seed_write_text (self, "NoiDungXuLy", event->text);
  gb_seed_write_number (self, "TrangThai", event->state);
  if (event->state == GB_DOSSIER_STATE_PROCESSING && !dossier->no_due)
    {
      gb_seed_write_date (self, "NgayBatDau", event->at, FALSE);
      gb_seed_write_date (self, "NgayKetThucTheoQuyDinh", event->due, FALSE);
    }
  gb_seed_json_close (self->json, '}');
}

/**
 * gb_seed_message_steps:
 *
 * Returns: (transfer full): a message CapNhatTienDoHoSoMC with what happened until @now
 */
GString *
gb_seed_message_steps (GbSeedStyle *self,
                       GPtrArray   *dossiers,
                       gint64       now)
{
  GbSeedWriter writer = { .style = self, .json = g_string_sized_new (1800 * dossiers->len + 200) };

  open_message (&writer, "CapNhatTienDoHoSoMC");
  gb_seed_json_open (writer.json, "data", '[');
  for (guint i = 0; i < dossiers->len; i++)
    {
      GbSeedDossier *dossier = dossiers->pdata[i];
      g_autofree char *code = gb_seed_style_code (self, dossier);

      gb_random_init (&writer.random, dossier->key, "steps", 0);
      for (int j = 0; j < dossier->n_events && dossier->events[j].at <= now; j++)
        write_step (&writer, dossier, &dossier->events[j], code);
    }
  return close_message (&writer);
}
