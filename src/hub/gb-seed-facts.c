/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-facts.h"

#include "gb-seed-json.h"

/* How often something holds, in thousandths: of what was filed online, and of the rest. */
typedef struct
{
  int online;
  int elsewhere;
} Share;

static const Share files = { 985, 840 };
static const Share reused = { 620, 380 };
static const Share stored = { 210, 60 };
static const Share results = { 900, 760 };
static const Share identified = { 950, 250 };
static const Share population = { 900, 560 };
static const Share paid = { 880, 180 };
static const Share waived = { 60, 90 };
/* Of the finished ones: how many citizens rated, and how many of these were not satisfied. */
static const Share rated = { 240, 130 };
static const Share unhappy = { 12, 22 };

/* Communes are more or less far with all of it, by so many thousandths. */
#define BEHIND 160
#define AHEAD 40

/* What holds of a dossier does not depend on when it is told, nor on how its system writes. */
typedef struct
{
  GbRandom random;
  gboolean online;
  int shift;
} Facts;

static void
facts_init (Facts         *self,
            GbSeedDossier *dossier)
{
  GbRandom commune;

  gb_random_init (&commune, g_ascii_strtoull (dossier->commune->code, NULL, 10), "digital", 0);
  self->shift = gb_random_range (&commune, -BEHIND, AHEAD);
  self->online = dossier->channel == GB_CHANNEL_ONLINE;
  gb_random_init (&self->random, dossier->key, "facts", 0);
}

static gboolean
holds (Facts       *self,
       const Share *share)
{
  return gb_random_chance (&self->random, (self->online ? share->online : share->elsewhere) + self->shift);
}

static void
write_parts (GbSeedWriter *self,
             Facts        *facts)
{
  gboolean reuse = holds (facts, &reused);
  gboolean store = holds (facts, &stored);

  gb_seed_write_boolean (self, "HoSoCoThanhPhanSoHoa", reuse);
  gb_seed_json_open (self->json, "TaiLieuNop", '[');
  if (holds (facts, &files))
    {
      gb_seed_json_open (self->json, NULL, '{');
      gb_seed_write_text (self, "TepDinhKemId", "1");
      gb_seed_write_text (self, "TenTepDinhKem", "giay-to.pdf");
      gb_seed_write_boolean (self, "IsDeleted", FALSE);
      gb_seed_write_text (self, "DuongDanTaiTepTin", "https://tep.example/minh-hoa/giay-to.pdf");
      gb_seed_write_boolean (self, "DuocSoHoa", reuse);
      gb_seed_write_boolean (self, "DuocTaiSuDung", FALSE);
      gb_seed_write_boolean (self, "DuocLayTuKhoDMQG", store);
      gb_seed_json_close (self->json, '}');
    }
  gb_seed_json_close (self->json, ']');
}

static void
write_result (GbSeedWriter     *self,
              Facts            *facts,
              GbSeedDossier    *dossier,
              const GbSeedLook *look)
{
  gboolean has_file = holds (facts, &results) && dossier->procedure->paper_result;

  gb_seed_json_open (self->json, "DanhSachGiayToKetQua", '[');
  if (has_file && look->finished != 0)
    {
      gb_seed_json_open (self->json, NULL, '{');
      gb_seed_write_text (self, "TenGiayTo", "Kết quả giải quyết");
      gb_seed_write_text (self, "DuongDanTepTinKetQua", "https://tep.example/minh-hoa/ket-qua.pdf");
      gb_seed_json_close (self->json, '}');
    }
  gb_seed_json_close (self->json, ']');
}

static void
write_databases (GbSeedWriter *self,
                 Facts        *facts)
{
  gb_seed_write_boolean (self, "TaiKhoanDuocXacThucVoiVNeID", holds (facts, &identified));
  gb_seed_json_open (self->json, "DSKetNoiCSDL", '[');
  if (holds (facts, &population))
    {
      gb_seed_json_open (self->json, NULL, '{');
      gb_seed_write_number (self, "MaCSDL", 7);
      gb_seed_json_close (self->json, '}');
    }
  gb_seed_json_close (self->json, ']');
}

static void
write_fees (GbSeedWriter  *self,
            Facts         *facts,
            GbSeedDossier *dossier)
{
  gboolean waive = holds (facts, &waived);
  gboolean online = holds (facts, &paid);

  if (dossier->procedure->fee == 0)
    {
      gb_seed_write_missing (self, "DanhSachLePhi");
      return;
    }
  gb_seed_json_open (self->json, "DanhSachLePhi", '[');
  gb_seed_json_open (self->json, NULL, '{');
  gb_seed_write_text (self, "TenPhiLePhi", "Lệ phí giải quyết thủ tục");
  gb_seed_write_number (self, "HinhThucThu", 1);
  gb_seed_write_number (self, "Gia", waive ? 0 : dossier->procedure->fee);
  gb_seed_write_number (self, "LoaiPhiLePhi", 2);
  gb_seed_json_close (self->json, '}');
  gb_seed_json_close (self->json, ']');
  gb_seed_write_number (self, "DuocThanhToanTrucTuyen", online && !waive ? 1 : 0);
}

/**
 * gb_seed_write_facts:
 * @look: the dossier as it is told: a result is there when it is finished
 *
 * Writes what the scorecard of decision 766/QĐ-TTg asks for into a record of DongBoHoSoMC: parts, result, databases
 * and fees.
 */
void
gb_seed_write_facts (GbSeedWriter     *self,
                     GbSeedDossier    *dossier,
                     const GbSeedLook *look)
{
  Facts facts;

  facts_init (&facts, dossier);
  write_parts (self, &facts);
  write_result (self, &facts, dossier, look);
  write_databases (self, &facts);
  write_fees (self, &facts, dossier);
}

/**
 * gb_seed_complaint_line:
 * @now: what is finished later has no rating yet
 * @lines: a feed line is appended when the citizen rated the dossier
 *
 * Whether citizens were satisfied, which no message carries.
 */
void
gb_seed_complaint_line (GbSeedDossier *dossier,
                        const char    *code,
                        gint64         now,
                        GString       *lines)
{
  GbSeedLook look;
  Facts facts;

  gb_seed_dossier_look (dossier, now, &look);
  facts_init (&facts, dossier);
  gb_random_init (&facts.random, dossier->key, "rating", 0);
  facts.shift = 0;
  if (look.finished == 0 || !holds (&facts, &rated))
    return;
  gb_seed_put_open (lines, "dossier", code);
  gb_seed_json_open (lines, "facts", '{');
  gb_seed_json_raw (lines, "complaint", holds (&facts, &unhappy) ? "true" : "false");
  gb_seed_json_close (lines, '}');
  gb_seed_put_close (lines);
}
