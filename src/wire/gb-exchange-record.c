/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-exchange-record.h"

#include "gb-exchange-facts.h"
#include "gb-time.h"
#include "gb-wire-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A code is a key and part of a path; the longest form in use has 29 characters. */
#define MAX_CODE_LENGTH 100

/**
 * gb_exchange_supplement_free:
 * @data: (transfer full): a #GbExchangeSupplement
 */
void
gb_exchange_supplement_free (gpointer data)
{
  GbExchangeSupplement *self = data;

  g_free (self->id);
  g_free (self->content);
  g_free (self);
}

/**
 * gb_exchange_supplement_copy:
 *
 * Returns: (transfer full): a copy
 */
GbExchangeSupplement *
gb_exchange_supplement_copy (const GbExchangeSupplement *self)
{
  GbExchangeSupplement *copy = g_new (GbExchangeSupplement, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->content = g_strdup (self->content);
  return copy;
}

static char *
read_code (GbJsonFields *fields)
{
  char *code = gb_json_fields_required (fields, "MaHoSo");

  if (code == NULL)
    return NULL;
  if (strlen (code) > MAX_CODE_LENGTH)
    gb_json_fields_fail (fields, "MaHoSo", _("is too long"));
  for (const char *p = code; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) || g_ascii_isspace (*p))
      gb_json_fields_fail (fields, "MaHoSo", _("has a space or a control character"));
  return code;
}

static void
read_supplements (GbExchangeDossier *self,
                  GbJsonFields      *fields)
{
  JsonArray *array = gb_json_fields_array (fields, "DanhSachHoSoBoSung");
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n && fields->field == NULL; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_auto (GbJsonFields) part = { NULL };
      GbExchangeSupplement *supplement;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          gb_json_fields_fail (fields, "DanhSachHoSoBoSung", _("must be a list of objects"));
          return;
        }
      part.object = json_node_get_object (node);
      supplement = g_new0 (GbExchangeSupplement, 1);
      g_ptr_array_add (self->supplements, supplement);
      supplement->id = gb_json_fields_text (&part, "HoSoBoSungId");
      supplement->asked = gb_json_fields_time (&part, "NgayBoSung", NULL);
      supplement->completed = gb_json_fields_time (&part, "NgayTiepNhanBoSung", NULL);
      supplement->content = gb_json_fields_text (&part, "NoiDungBoSung");
      supplement->new_due = gb_json_fields_time (&part, "NgayHenTraMoi",
                                                 &supplement->new_due_is_date);
      if (part.field != NULL)
        gb_json_fields_fail (fields, part.field, part.reason);
    }
}

static void
read_texts (GbExchangeDossier *self,
            GbJsonFields      *fields)
{
  self->code = read_code (fields);
  self->procedure_code = gb_json_fields_text (fields, "MaTTHC");
  self->procedure = gb_json_fields_text (fields, "TenTTHC");
  self->field_code = gb_json_fields_text (fields, "MaLinhVuc");
  self->field = gb_json_fields_text (fields, "TenLinhVuc");
  self->applicant = gb_json_fields_text (fields, "ChuHoSo");
  self->phone = gb_json_fields_text (fields, "SoDienThoai");
  self->summary = gb_json_fields_text (fields, "TrichYeuHoSo");
  self->unit = gb_json_fields_text (fields, "DonViXuLy");
}

static gboolean
take_error (GbJsonFields  *fields,
            char         **field,
            GError       **error)
{
  if (fields->field == NULL)
    return FALSE;
  if (field != NULL)
    *field = g_strdup (fields->field);
  g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE, fields->reason);
  return TRUE;
}

/**
 * gb_exchange_dossier_new:
 *
 * Returns: (transfer full): a dossier of which nothing is known
 */
GbExchangeDossier *
gb_exchange_dossier_new (void)
{
  GbExchangeDossier *self = g_new0 (GbExchangeDossier, 1);

  self->supplements = g_ptr_array_new_with_free_func (gb_exchange_supplement_free);
  self->submitted = self->accepted = self->refused = GB_JSON_NO_TIME;
  self->due = self->ready = self->handed_over = GB_JSON_NO_TIME;
  return self;
}

/**
 * gb_exchange_dossier_read:
 * @object: one record of a DongBoHoSoMC message
 * @field: (out) (optional) (nullable): the field at fault
 *
 * Returns: (transfer full) (nullable): the dossier; %NULL with %GB_WIRE_ERROR_VALUE, whose message
 *   is the reason for people
 */
GbExchangeDossier *
gb_exchange_dossier_read (JsonObject *object,
                          char      **field,
                          GError    **error)
{
  g_autoptr (GbExchangeDossier) self = gb_exchange_dossier_new ();
  g_auto (GbJsonFields) fields = { .object = object };

  read_texts (self, &fields);
  self->channel =
      gb_json_fields_integer (&fields, "KenhThucHien", GB_CHANNEL_DESK, GB_CHANNEL_POST, 0);
  self->state = gb_json_fields_integer (&fields, "TrangThaiHoSo", GB_DOSSIER_STATE_NEW,
                                        GB_DOSSIER_STATE_HANDED_OVER, 0);
  self->submitted = gb_json_fields_time (&fields, "NgayNopHoSo", NULL);
  self->accepted = gb_json_fields_time (&fields, "NgayTiepNhan", NULL);
  self->refused = gb_json_fields_time (&fields, "NgayTuChoi", NULL);
  self->due = gb_json_fields_time (&fields, "NgayHenTra", &self->due_is_date);
  self->ready = gb_json_fields_time (&fields, "NgayKetThucXuLy", NULL);
  self->handed_over = gb_json_fields_time (&fields, "NgayTra", NULL);
  read_supplements (self, &fields);
  gb_exchange_facts_read (object, self->facts);
  if (take_error (&fields, field, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * gb_exchange_dossier_free:
 * @self: (transfer full): a dossier
 */
void
gb_exchange_dossier_free (GbExchangeDossier *self)
{
  g_free (self->code);
  g_free (self->procedure_code);
  g_free (self->procedure);
  g_free (self->field_code);
  g_free (self->field);
  g_free (self->applicant);
  g_free (self->phone);
  g_free (self->summary);
  g_free (self->unit);
  g_clear_pointer (&self->supplements, g_ptr_array_unref);
  g_free (self);
}

/**
 * gb_exchange_step_read:
 * @object: one record of a CapNhatTienDoHoSoMC message
 * @field: (out) (optional) (nullable): the field at fault
 *
 * Returns: (transfer full) (nullable): the step; %NULL with %GB_WIRE_ERROR_VALUE, whose message is
 *   the reason for people
 */
GbExchangeStep *
gb_exchange_step_read (JsonObject *object,
                       char      **field,
                       GError    **error)
{
  g_autoptr (GbExchangeStep) self = g_new0 (GbExchangeStep, 1);
  g_auto (GbJsonFields) fields = { .object = object };

  self->code = read_code (&fields);
  self->at = gb_json_fields_time (&fields, "ThoiDiemXuLy", NULL);
  if (self->at == GB_JSON_NO_TIME)
    gb_json_fields_fail (&fields, "ThoiDiemXuLy", _("is missing"));
  self->state = gb_json_fields_integer (&fields, "TrangThai", GB_DOSSIER_STATE_NEW,
                                        GB_DOSSIER_STATE_HANDED_OVER, 0);
  if (self->state == 0)
    gb_json_fields_fail (&fields, "TrangThai", _("is missing"));
  self->officer = gb_json_fields_text (&fields, "NguoiXuLy");
  self->title = gb_json_fields_text (&fields, "ChucDanh");
  self->unit = gb_json_fields_text (&fields, "PhongBanXuLy");
  self->text = gb_json_fields_text (&fields, "NoiDungXuLy");
  self->planned_from = gb_json_fields_time (&fields, "NgayBatDau", NULL);
  self->planned_to = gb_json_fields_time (&fields, "NgayKetThucTheoQuyDinh", NULL);
  if (take_error (&fields, field, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * gb_exchange_step_make_id:
 *
 * Steps carry no key. The same step told twice has to be the same record, two steps of one second
 * have to be two: CODE/yyyyMMddHHmmss/STATE/ and 8 digits of a hash over everything else.
 *
 * Returns: (transfer full): the record's id
 */
char *
gb_exchange_step_make_id (const GbExchangeStep *self)
{
  const char *texts[] = { self->officer, self->title, self->unit, self->text };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GDateTime) at = gb_time_to_date_time (self->at);
  g_autofree char *stamp = g_date_time_format (at, "%Y%m%d%H%M%S");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] != NULL)
        g_checksum_update (checksum, (const guchar *) texts[i], strlen (texts[i]));
      g_checksum_update (checksum, (const guchar *) "", 1);
    }
  return g_strdup_printf ("%s/%s/%d/%.8s", self->code, stamp, self->state,
                          g_checksum_get_string (checksum));
}

/**
 * gb_exchange_step_free:
 * @self: (transfer full): a step
 */
void
gb_exchange_step_free (GbExchangeStep *self)
{
  g_free (self->code);
  g_free (self->officer);
  g_free (self->title);
  g_free (self->unit);
  g_free (self->text);
  g_free (self);
}
