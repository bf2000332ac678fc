/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-exchange-facts.h"

#include "gb-json-fields.h"

/* The member of a record that has facts as they are kept. */
#define KEPT "facts"

/* The code (MaCSDL) under which dossier systems list the national population database among those
 * that they asked (DSKetNoiCSDL). */
#define POPULATION_DATABASE "7"

/* What a fee may cost at most is of no interest here, only whether it is above nothing. */
#define MAX_FEE G_GINT64_CONSTANT (1000000000000)

/* Facts are less than the dossier: what cannot be read counts as not told and refuses nothing. */
static GbFactAnswer
read_flag (JsonObject *object,
           const char *name)
{
  g_auto (GbJsonFields) fields = { .object = object };
  g_autofree char *text = gb_json_fields_text (&fields, name);
  gboolean value;

  if (text == NULL)
    return GB_FACT_UNTOLD;
  value = gb_json_fields_boolean (&fields, name, FALSE);
  if (fields.field != NULL)
    return GB_FACT_UNTOLD;
  return value ? GB_FACT_YES : GB_FACT_NO;
}

static gboolean
has_text (JsonObject *object,
          const char *name)
{
  g_auto (GbJsonFields) fields = { .object = object };
  g_autofree char *text = gb_json_fields_text (&fields, name);

  return text != NULL;
}

static JsonArray *
read_list (JsonObject *object,
           const char *name)
{
  g_auto (GbJsonFields) fields = { .object = object };

  return gb_json_fields_array (&fields, name);
}

static JsonObject *
get_part (JsonArray *list,
          guint      index)
{
  JsonNode *node = json_array_get_element (list, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* What holds of one part holds of the dossier. */
static void
raise_to (GbFactAnswer *fact,
          GbFactAnswer  answer)
{
  *fact = MAX (*fact, answer);
}

static void
read_parts (JsonObject   *object,
            GbFactAnswer *facts)
{
  JsonArray *list = read_list (object, "TaiLieuNop");

  raise_to (&facts[GB_FACT_REUSED], read_flag (object, "HoSoCoThanhPhanSoHoa"));
  if (list == NULL)
    return;
  facts[GB_FACT_DIGITISED] = facts[GB_FACT_FROM_STORE] = GB_FACT_NO;
  raise_to (&facts[GB_FACT_REUSED], GB_FACT_NO);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *part = get_part (list, i);

      if (part == NULL || read_flag (part, "IsDeleted") == GB_FACT_YES)
        continue;
      if (has_text (part, "DuongDanTaiTepTin"))
        facts[GB_FACT_DIGITISED] = GB_FACT_YES;
      raise_to (&facts[GB_FACT_REUSED], read_flag (part, "DuocTaiSuDung"));
      raise_to (&facts[GB_FACT_REUSED], read_flag (part, "DuocSoHoa"));
      raise_to (&facts[GB_FACT_FROM_STORE], read_flag (part, "DuocLayTuKhoDMQG"));
    }
}

static void
read_result (JsonObject   *object,
             GbFactAnswer *facts)
{
  JsonArray *list = read_list (object, "DanhSachGiayToKetQua");

  if (list == NULL)
    return;
  facts[GB_FACT_RESULT_FILE] = GB_FACT_NO;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *part = get_part (list, i);

      if (part != NULL && has_text (part, "DuongDanTepTinKetQua"))
        facts[GB_FACT_RESULT_FILE] = GB_FACT_YES;
    }
}

static void
read_databases (JsonObject   *object,
                GbFactAnswer *facts)
{
  JsonArray *list = read_list (object, "DSKetNoiCSDL");

  facts[GB_FACT_IDENTITY] = read_flag (object, "TaiKhoanDuocXacThucVoiVNeID");
  if (list == NULL)
    return;
  facts[GB_FACT_POPULATION] = GB_FACT_NO;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_auto (GbJsonFields) fields = { .object = get_part (list, i) };
      g_autofree char *code = fields.object != NULL ? gb_json_fields_text (&fields, "MaCSDL") : NULL;

      if (g_strcmp0 (code, POPULATION_DATABASE) == 0)
        facts[GB_FACT_POPULATION] = GB_FACT_YES;
    }
}

/* A list without a fee that can be read tells nothing. */
static void
read_fees (JsonObject   *object,
           GbFactAnswer *facts)
{
  JsonArray *list = read_list (object, "DanhSachLePhi");
  g_auto (GbJsonFields) fields = { .object = object };
  gint64 paid = gb_json_fields_integer (&fields, "DuocThanhToanTrucTuyen", 0, 9, -1);

  if (paid >= 0)
    facts[GB_FACT_PAID_ONLINE] = paid == 1 || paid == 2 ? GB_FACT_YES : GB_FACT_NO;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_auto (GbJsonFields) part = { .object = get_part (list, i) };
      gint64 fee = part.object != NULL ? gb_json_fields_integer (&part, "Gia", 0, MAX_FEE, -1) : -1;

      if (fee == 0 && facts[GB_FACT_FEE_ZERO] == GB_FACT_UNTOLD)
        facts[GB_FACT_FEE_ZERO] = GB_FACT_YES;
      else if (fee > 0)
        facts[GB_FACT_FEE_ZERO] = GB_FACT_NO;
    }
}

/**
 * gb_exchange_facts_read:
 * @object: one record of a DongBoHoSoMC message, or as it is kept
 * @facts: (array fixed-size=9) (out caller-allocates): by #GbFact
 *
 * Reads what the scorecard asks for. Systems differ much here; what cannot be read is not told.
 */
void
gb_exchange_facts_read (JsonObject   *object,
                        GbFactAnswer *facts)
{
  JsonNode *kept = json_object_get_member (object, KEPT);

  for (int i = 0; i < GB_N_FACTS; i++)
    facts[i] = GB_FACT_UNTOLD;
  read_parts (object, facts);
  read_result (object, facts);
  read_databases (object, facts);
  read_fees (object, facts);
  if (kept != NULL && JSON_NODE_HOLDS_OBJECT (kept))
    gb_exchange_facts_take (json_node_get_object (kept), facts);
}

/**
 * gb_exchange_facts_take:
 * @object: facts by name: `{"digitised":true}`
 * @facts: (array fixed-size=9): those that are told change
 */
void
gb_exchange_facts_take (JsonObject   *object,
                        GbFactAnswer *facts)
{
  for (int i = 0; i < GB_N_FACTS; i++)
    {
      GbFactAnswer answer = read_flag (object, gb_fact_name (i));

      if (answer != GB_FACT_UNTOLD)
        facts[i] = answer;
    }
}

/**
 * gb_exchange_facts_merge:
 * @news: what another message tells
 * @older: whether that is of an earlier time: then it only fills gaps
 */
void
gb_exchange_facts_merge (GbFactAnswer       *facts,
                         const GbFactAnswer *news,
                         gboolean            older)
{
  for (int i = 0; i < GB_N_FACTS; i++)
    if (news[i] != GB_FACT_UNTOLD && (!older || facts[i] == GB_FACT_UNTOLD))
      facts[i] = news[i];
}

/**
 * gb_exchange_facts_write:
 *
 * Writes the member `facts` with what is told; nothing when nothing is.
 */
void
gb_exchange_facts_write (const GbFactAnswer *facts,
                         GbJsonWriter       *writer)
{
  gboolean open = FALSE;

  for (int i = 0; i < GB_N_FACTS; i++)
    {
      if (facts[i] == GB_FACT_UNTOLD)
        continue;
      if (!open)
        gb_json_writer_open (writer, KEPT, '{');
      open = TRUE;
      gb_json_writer_boolean (writer, gb_fact_name (i), facts[i] == GB_FACT_YES);
    }
  if (open)
    gb_json_writer_close (writer, '}');
}
