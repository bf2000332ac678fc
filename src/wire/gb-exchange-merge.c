/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-exchange-merge.h"

#include "gb-exchange-facts.h"
#include "gb-json-writer.h"

#include <stddef.h>

/* The members of GbExchangeDossier that are texts, with their names in messages. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "MaHoSo", offsetof (GbExchangeDossier, code) },
  { "MaTTHC", offsetof (GbExchangeDossier, procedure_code) },
  { "TenTTHC", offsetof (GbExchangeDossier, procedure) },
  { "MaLinhVuc", offsetof (GbExchangeDossier, field_code) },
  { "TenLinhVuc", offsetof (GbExchangeDossier, field) },
  { "ChuHoSo", offsetof (GbExchangeDossier, applicant) },
  { "SoDienThoai", offsetof (GbExchangeDossier, phone) },
  { "TrichYeuHoSo", offsetof (GbExchangeDossier, summary) },
  { "DonViXuLy", offsetof (GbExchangeDossier, unit) },
};

/* Those that are instants, the due date apart. */
static const struct
{
  const char *name;
  gsize offset;
} times[] = {
  { "NgayNopHoSo", offsetof (GbExchangeDossier, submitted) },
  { "NgayTiepNhan", offsetof (GbExchangeDossier, accepted) },
  { "NgayTuChoi", offsetof (GbExchangeDossier, refused) },
  { "NgayKetThucXuLy", offsetof (GbExchangeDossier, ready) },
  { "NgayTra", offsetof (GbExchangeDossier, handed_over) },
};

#define TEXT(self, i) (*(char **) ((char *) (self) + texts[i].offset))
#define TIME(self, i) (*(gint64 *) ((char *) (self) + times[i].offset))

static void
merge_due (GbExchangeDossier       *self,
           const GbExchangeDossier *news,
           gboolean                 older)
{
  if (news->due == GB_JSON_NO_TIME || (older && self->due != GB_JSON_NO_TIME))
    return;
  self->due = news->due;
  self->due_is_date = news->due_is_date;
}

static void
merge_supplements (GbExchangeDossier       *self,
                   const GbExchangeDossier *news,
                   gboolean                 older)
{
  if (news->supplements->len == 0 || (older && self->supplements->len > 0))
    return;
  g_ptr_array_set_size (self->supplements, 0);
  for (guint i = 0; i < news->supplements->len; i++)
    g_ptr_array_add (self->supplements, gb_exchange_supplement_copy (news->supplements->pdata[i]));
}

/**
 * gb_exchange_dossier_merge:
 * @self: what is known of a dossier
 * @news: what another message tells
 * @older: whether @news tells of an earlier time: then it only fills gaps
 *
 * Takes over what @news has a value for; what a message leaves out stays as it was known.
 */
void
gb_exchange_dossier_merge (GbExchangeDossier       *self,
                           const GbExchangeDossier *news,
                           gboolean                 older)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (TEXT (news, i) != NULL && (!older || TEXT (self, i) == NULL))
      {
        g_free (TEXT (self, i));
        TEXT (self, i) = g_strdup (TEXT (news, i));
      }
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    if (TIME (news, i) != GB_JSON_NO_TIME && (!older || TIME (self, i) == GB_JSON_NO_TIME))
      TIME (self, i) = TIME (news, i);
  if (news->channel != 0 && (!older || self->channel == 0))
    self->channel = news->channel;
  if (news->state != 0 && (!older || self->state == 0))
    self->state = news->state;
  merge_due (self, news, older);
  merge_supplements (self, news, older);
  gb_exchange_facts_merge (self->facts, news->facts, older);
}

/**
 * gb_exchange_dossier_told_at:
 *
 * Messages do not say when they were written; the latest thing that one tells of is the nearest to it.
 *
 * Returns: UTC seconds, or %GB_JSON_NO_TIME
 */
gint64
gb_exchange_dossier_told_at (const GbExchangeDossier *self)
{
  gint64 latest = GB_JSON_NO_TIME;

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    latest = MAX (latest, TIME (self, i));
  for (guint i = 0; i < self->supplements->len; i++)
    {
      GbExchangeSupplement *supplement = self->supplements->pdata[i];

      latest = MAX (latest, MAX (supplement->asked, supplement->completed));
    }
  return latest;
}

/**
 * gb_exchange_dossier_new_due:
 * @is_date: (out) (optional): whether it has no time of day
 *
 * Returns: the due date that the last supplement brought (NgayHenTraMoi), or %GB_JSON_NO_TIME
 */
gint64
gb_exchange_dossier_new_due (const GbExchangeDossier *self,
                             gboolean                *is_date)
{
  const GbExchangeSupplement *last = NULL;

  for (guint i = 0; i < self->supplements->len; i++)
    {
      const GbExchangeSupplement *supplement = self->supplements->pdata[i];

      if (supplement->new_due != GB_JSON_NO_TIME
          && (last == NULL || supplement->asked >= last->asked))
        last = supplement;
    }
  if (last == NULL)
    return GB_JSON_NO_TIME;
  if (is_date != NULL)
    *is_date = last->new_due_is_date;
  return last->new_due;
}

static void
write_supplements (GbJsonWriter            *writer,
                   const GbExchangeDossier *self)
{
  if (self->supplements->len == 0)
    return;
  gb_json_writer_open (writer, "DanhSachHoSoBoSung", '[');
  for (guint i = 0; i < self->supplements->len; i++)
    {
      const GbExchangeSupplement *supplement = self->supplements->pdata[i];

      gb_json_writer_open (writer, NULL, '{');
      gb_json_writer_text (writer, "HoSoBoSungId", supplement->id);
      gb_json_writer_time (writer, "NgayBoSung", supplement->asked, FALSE);
      gb_json_writer_time (writer, "NgayTiepNhanBoSung", supplement->completed, FALSE);
      gb_json_writer_text (writer, "NoiDungBoSung", supplement->content);
      gb_json_writer_time (writer, "NgayHenTraMoi", supplement->new_due,
                           supplement->new_due_is_date);
      gb_json_writer_close (writer, '}');
    }
  gb_json_writer_close (writer, ']');
}

/**
 * gb_exchange_dossier_to_json:
 *
 * Returns: (transfer full): the dossier as a record of DongBoHoSoMC in one form, whatever form it
 *   came in; reading it gives @self again
 */
char *
gb_exchange_dossier_to_json (const GbExchangeDossier *self)
{
  g_auto (GbJsonWriter) writer = { NULL };

  gb_json_writer_open (&writer, NULL, '{');
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    gb_json_writer_text (&writer, texts[i].name, TEXT (self, i));
  if (self->channel != 0)
    gb_json_writer_integer (&writer, "KenhThucHien", self->channel);
  if (self->state != 0)
    gb_json_writer_integer (&writer, "TrangThaiHoSo", self->state);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    gb_json_writer_time (&writer, times[i].name, TIME (self, i), FALSE);
  gb_json_writer_time (&writer, "NgayHenTra", self->due, self->due_is_date);
  write_supplements (&writer, self);
  gb_exchange_facts_write (self->facts, &writer);
  gb_json_writer_close (&writer, '}');
  return gb_json_writer_steal (&writer);
}

/**
 * gb_exchange_step_to_data:
 *
 * Returns: (transfer full): the step as the data of a `dossier-step` record
 */
char *
gb_exchange_step_to_data (const GbExchangeStep *self)
{
  g_auto (GbJsonWriter) writer = { NULL };

  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "dossier", self->code);
  gb_json_writer_time (&writer, "at", self->at, FALSE);
  gb_json_writer_integer (&writer, "state", self->state);
  gb_json_writer_text (&writer, "officer", self->officer);
  gb_json_writer_text (&writer, "title", self->title);
  gb_json_writer_text (&writer, "unit", self->unit);
  gb_json_writer_text (&writer, "text", self->text);
  gb_json_writer_time (&writer, "planned_from", self->planned_from, FALSE);
  gb_json_writer_time (&writer, "planned_to", self->planned_to, FALSE);
  gb_json_writer_close (&writer, '}');
  return gb_json_writer_steal (&writer);
}
