/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-exchange-message.h"

#include "gb-csv.h"
#include "gb-json-fields.h"
#include "gb-wire-error.h"
#include "gb-wire-json-split.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * GbExchangeMessage:
 *
 * A message as Vietnamese dossier systems send it to the national portal, from JSON or from a CSV
 * table. Records stay text until they are asked for: one that is broken spoils no other, and a big
 * file costs the memory of one record.
 *
 * A CSV table (RFC 4180, UTF-8, with or without byte order mark; comma, semicolon or tab) has a
 * header row with the names of the fields of DongBoHoSoMC that are plain values, in any order:
 * MaHoSo (required), TrangThaiHoSo, MaTTHC, TenTTHC, MaLinhVuc, TenLinhVuc, KenhThucHien, ChuHoSo,
 * SoDienThoai, TrichYeuHoSo, NgayNopHoSo, NgayTiepNhan, NgayTuChoi, NgayHenTra, NgayTra,
 * NgayKetThucXuLy, DonViXuLy; and `madonvi`, here a column. With a column ThoiDiemXuLy its rows are
 * steps, with the fields of CapNhatTienDoHoSoMC. Other columns are passed over, as are rows without
 * any value.
 */
struct _GbExchangeMessage
{
  GObject parent_instance;

  GBytes *bytes; /* (owned): the text that the records lie in */
  GbExchangeService service;
  char *owner; /* (owned) (nullable): madonvi */
  GArray *spans; /* (owned) (nullable): of JSON records */
  GPtrArray *header; /* (owned) (nullable): of a table */
  GPtrArray *rows; /* (owned) (nullable): of GPtrArray, its rows; NULL for one that is broken */
};

G_DEFINE_FINAL_TYPE (GbExchangeMessage, gb_exchange_message, G_TYPE_OBJECT)

static void
gb_exchange_message_finalize (GObject *object)
{
  GbExchangeMessage *self = GB_EXCHANGE_MESSAGE (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->owner, g_free);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->header, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (gb_exchange_message_parent_class)->finalize (object);
}

static void
gb_exchange_message_class_init (GbExchangeMessageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_exchange_message_finalize;
}

static void
gb_exchange_message_init (GbExchangeMessage *self)
{
}

/* The text without a byte order mark; FALSE when it is no text or too long. */
static gboolean
get_text (GBytes      *bytes,
          const char **text,
          gsize       *length,
          GError     **error)
{
  *text = g_bytes_get_data (bytes, length);
  if (*text == NULL)
    *text = "";
  if (*length > GB_EXCHANGE_MAX_BYTES)
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_LIMIT,
                   _ ("Longer than %d MB: send it in parts"), GB_EXCHANGE_MAX_BYTES / 1024 / 1024);
      return FALSE;
    }
  if (*length >= 3 && memcmp (*text, "\xEF\xBB\xBF", 3) == 0)
    {
      *text += 3;
      *length -= 3;
    }
  if (!g_utf8_validate_len (*text, *length, NULL))
    {
      g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SYNTAX, _("The text is not UTF-8"));
      return FALSE;
    }
  return TRUE;
}

static const char *const services[] = {
  [GB_EXCHANGE_DOSSIERS] = "DongBoHoSoMC",
  [GB_EXCHANGE_STEPS] = "CapNhatTienDoHoSoMC",
};

static gboolean
read_service (GbExchangeMessage *self,
              const char        *name,
              GError           **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    if (g_strcmp0 (name, services[i]) == 0)
      {
        self->service = i;
        return TRUE;
      }
  g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE,
               _ ("“service” is neither DongBoHoSoMC nor CapNhatTienDoHoSoMC: “%s”"), name != NULL ? name : "");
  return FALSE;
}

/* @known: the service when another place than the message tells it, or NULL. */
static gboolean
read_envelope (GbExchangeMessage *self,
               const char        *envelope,
               const char        *known,
               GError           **error)
{
  g_autoptr (JsonNode) node = gb_wire_json_parse (envelope, strlen (envelope), error);
  g_auto (GbJsonFields) fields = { NULL };
  g_autofree char *service = NULL;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SYNTAX,
                           _ ("Not a message: must be an object"));
      return FALSE;
    }
  fields.object = json_node_get_object (node);
  service = gb_json_fields_text (&fields, "service");
  self->owner = gb_json_fields_text (&fields, "madonvi");
  if (known != NULL && service != NULL && !g_str_equal (service, known))
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE, _("“service” is “%s” where %s is taken"), service, known);
      return FALSE;
    }
  if (!read_service (self, service != NULL ? service : known, error))
    return FALSE;
  if (gb_json_fields_array (&fields, "data") == NULL)
    {
      g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE,
                           _ ("“data” is no list of records"));
      return FALSE;
    }
  return TRUE;
}

static GbExchangeMessage *
new_json (GBytes     *bytes,
          const char *known,
          GError    **error)
{
  g_autoptr (GbExchangeMessage) self = g_object_new (GB_TYPE_EXCHANGE_MESSAGE, NULL);
  g_autofree char *envelope = NULL;
  const char *text;
  gsize length;

  if (!get_text (bytes, &text, &length, error))
    return NULL;
  self->bytes = g_bytes_new_from_bytes (bytes, g_bytes_get_size (bytes) - length, length);
  self->spans = gb_wire_json_split (text, length, "data", &envelope, error);
  if (self->spans == NULL || !read_envelope (self, envelope, known, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * gb_exchange_message_new_json:
 * @bytes: a DongBoHoSoMC or CapNhatTienDoHoSoMC message
 *
 * Returns: (transfer full) (nullable): the message; %NULL with an error of #GbWireError when the
 *   whole is none, its message being the reason for people
 */
GbExchangeMessage *
gb_exchange_message_new_json (GBytes  *bytes,
                              GError **error)
{
  return new_json (bytes, NULL, error);
}

/**
 * gb_exchange_message_new_service:
 * @bytes: a message that came to the address of one service
 * @service: which; the message need not say it again
 *
 * Returns: (transfer full) (nullable): the message; %NULL as gb_exchange_message_new_json()
 */
GbExchangeMessage *
gb_exchange_message_new_service (GBytes           *bytes,
                                 GbExchangeService service,
                                 GError          **error)
{
  return new_json (bytes, services[service], error);
}

static gboolean
has_column (GbExchangeMessage *self,
            const char        *name)
{
  return g_ptr_array_find_with_equal_func (self->header, name, g_str_equal, NULL);
}

/* What a table's row is as a record; empty cells are left out. */
static JsonObject *
row_to_object (GbExchangeMessage *self,
               GPtrArray         *row)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < row->len && i < self->header->len; i++)
    if (*(const char *) row->pdata[i] != '\0')
      json_object_set_string_member (object, self->header->pdata[i], row->pdata[i]);
  return object;
}

static void
free_row (gpointer row)
{
  if (row != NULL)
    g_ptr_array_unref (row);
}

/**
 * gb_exchange_message_new_csv:
 * @bytes: a table, see #GbExchangeMessage
 *
 * Returns: (transfer full) (nullable): the message; %NULL with an error of #GbWireError when the
 *   whole is none, its message being the reason for people
 */
GbExchangeMessage *
gb_exchange_message_new_csv (GBytes  *bytes,
                             GError **error)
{
  g_autoptr (GbExchangeMessage) self = g_object_new (GB_TYPE_EXCHANGE_MESSAGE, NULL);
  g_auto (GbCsvReader) reader = { NULL };
  const char *text;
  gsize length;
  GPtrArray *row;

  if (!get_text (bytes, &text, &length, error))
    return NULL;
  gb_csv_reader_init (&reader, text, length);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  if (!gb_csv_reader_next (&reader, &self->header) || self->header == NULL
      || !has_column (self, "MaHoSo"))
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SYNTAX,
                   _("The table has no header row with a column “%s”"), "MaHoSo");
      return NULL;
    }
  self->service = has_column (self, "ThoiDiemXuLy") ? GB_EXCHANGE_STEPS : GB_EXCHANGE_DOSSIERS;
  while (gb_csv_reader_next (&reader, &row))
    g_ptr_array_add (self->rows, row);
  return g_steal_pointer (&self);
}

/**
 * gb_exchange_message_get_service:
 *
 * Returns: of what the records are
 */
GbExchangeService
gb_exchange_message_get_service (GbExchangeMessage *self)
{
  return self->service;
}

/**
 * gb_exchange_message_get_owner:
 *
 * Returns: (nullable): `madonvi`, the exchange code of the agency whose records these are
 */
const char *
gb_exchange_message_get_owner (GbExchangeMessage *self)
{
  return self->owner;
}

/**
 * gb_exchange_message_n_records:
 *
 * Returns: how many records, broken ones included
 */
guint
gb_exchange_message_n_records (GbExchangeMessage *self)
{
  return self->spans != NULL ? self->spans->len : self->rows->len;
}

/**
 * gb_exchange_message_dup_record:
 * @index: from 0
 *
 * Returns: (transfer full) (nullable): the record's fields; %NULL with an error of #GbWireError
 *   when it is broken
 */
JsonObject *
gb_exchange_message_dup_record (GbExchangeMessage *self,
                                guint              index,
                                GError           **error)
{
  g_autoptr (JsonNode) node = NULL;
  const GbWireSpan *span;
  const char *text;

  if (self->rows != NULL)
    {
      GPtrArray *row = self->rows->pdata[index];

      if (row != NULL && row->len <= self->header->len)
        return row_to_object (self, row);
      g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SYNTAX,
                           row == NULL ? _("The row's quotation marks do not match")
                                       : _("The row has more cells than the header"));
      return NULL;
    }
  span = &g_array_index (self->spans, GbWireSpan, index);
  text = g_bytes_get_data (self->bytes, NULL);
  node = gb_wire_json_parse (text + span->start, span->length, error);
  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SYNTAX,
                           _ ("The record is no object"));
      return NULL;
    }
  return json_node_dup_object (node);
}
