/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-lookup-item.h"

#include <glib/gi18n-lib.h>


#include "gb-commune-words.h"
#include "gb-format.h"
#include "gb-procedure-words.h"
#include "gb-text-words.h"

/**
 * GbLookupItem:
 *
 * One row of what was looked up, in words, with what was typed marked in them.
 */
struct _GbLookupItem
{
  GObject parent_instance;

  GbLookupAnswer *answer; /* (owned) */
  GbLookupKind kind;
  gpointer row; /* (not owned): the answer's */

  char *title; /* (owned) (nullable): Pango markup, as the caption; not made before somebody looks */
  char *caption;
  char *side;     /* (owned) (nullable): plain */
  char *sentence; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GbLookupItem, gb_lookup_item, G_TYPE_OBJECT)

static void
gb_lookup_item_finalize (GObject *object)
{
  GbLookupItem *self = GB_LOOKUP_ITEM (object);

  gb_lookup_answer_unref (self->answer);
  g_free (self->title);
  g_free (self->caption);
  g_free (self->side);
  g_free (self->sentence);
  G_OBJECT_CLASS (gb_lookup_item_parent_class)->finalize (object);
}

static void
gb_lookup_item_class_init (GbLookupItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_lookup_item_finalize;
}

static void
gb_lookup_item_init (GbLookupItem *self)
{
}

/* @title and @caption are plain and get their marks here. */
static void
set_words (GbLookupItem *self,
           const char   *title,
           const char   *caption,
           char         *side)
{
  self->title = gb_match_words_markup (title, self->answer->text);
  self->caption = gb_match_words_markup (caption, self->answer->text);
  self->side = side;
  self->sentence = g_strjoin (", ", title, caption, side, NULL);
}

/* --- one of each kind ------------------------------------------------------------------------------ */

/* Where the words are in none of what a row shows: the paper that has most of them. */
static const char *
find_paper (const GbProcedure *procedure,
            const char *const *words)
{
  const char *best = NULL;
  guint most = 0;

  for (guint i = 0; i < procedure->papers->len; i++)
    {
      g_autoptr (GArray) spans = gb_text_find_spans (procedure->papers->pdata[i], words);

      if (spans->len > most)
        {
          most = spans->len;
          best = procedure->papers->pdata[i];
        }
    }
  return best;
}

static void
tell_procedure (GbLookupItem      *self,
                const GbProcedure *procedure)
{
  GbDay today = gb_time_day (self->answer->now);
  g_autoptr (GString) caption = g_string_new (procedure->code);
  g_autofree char *validity = gb_procedure_words_validity (procedure, today);
  g_auto (GStrv) words = gb_text_words (self->answer->text);
  g_autoptr (GArray) in_name = gb_text_find_spans (procedure->name, (const char *const *) words);
  const char *paper = in_name->len == 0 ? find_paper (procedure, (const char *const *) words) : NULL;

  if (caption->len > 0)
    g_string_append (caption, " · ");
  g_string_append (caption, procedure->field);
  if (procedure->valid_to != GB_DAY_NONE || (procedure->valid_from != GB_DAY_NONE && procedure->valid_from > today))
    g_string_append_printf (caption, " · %s", validity);
  if (paper != NULL)
    g_string_append_printf (caption, " · %s", paper);
  set_words (self, procedure->name, caption->str, gb_procedure_words_limit (procedure));
}

static void
tell_place (GbLookupItem    *self,
            const GbCommune *commune)
{
  g_autofree char *name = gb_commune_words_name (commune);
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  g_autofree char *now = g_strconcat (commune->type, " ", commune->name, NULL);

  self->title = commune->matched_old ? g_strdup_printf ("%s %s", escaped, _("(former)")) : g_steal_pointer (&escaped);
  if (commune->matched_district)
    /* Translators: of an old unit: the new commune */
    self->caption = g_markup_printf_escaped (_("now in %s"), now);
  else
    self->caption = gb_commune_words_answer (commune);
  self->sentence = gb_commune_words_sentence (commune);
}

static void
tell_guidance (GbLookupItem     *self,
               const GbGuidance *guidance)
{
  g_autofree char *head = g_strjoin (" · ", guidance->field, guidance->department_name, NULL);
  g_autofree char *caption = g_strdup_printf ("%s · %s", head, guidance->answer);

  set_words (self, guidance->title, caption,
             guidance->answered != 0 ? gb_format_full_day (gb_time_day (guidance->answered)) : NULL);
}

static void
tell_contact (GbLookupItem    *self,
              const GbContact *contact)
{
  const GbContactPoint *lead = gb_contact_get_lead (contact);
  const char *title = contact->agency_name != NULL ? contact->agency_name : contact->name;

  set_words (self, title, contact->field != NULL ? contact->field : lead->name,
             g_strdup (lead->kind == GB_CONTACT_HOTLINE ? lead->value : lead->name));
}

/* A row is seldom looked at: what it says is made when it is. */
static void
tell (GbLookupItem *self)
{
  if (self->title != NULL)
    return;
  switch (self->kind)
    {
    case GB_LOOKUP_PLACES:
      tell_place (self, self->row);
      break;
    case GB_LOOKUP_GUIDANCE:
      tell_guidance (self, self->row);
      break;
    case GB_LOOKUP_CONTACTS:
      tell_contact (self, self->row);
      break;
    case GB_LOOKUP_PROCEDURES:
    default:
      tell_procedure (self, self->row);
      break;
    }
}

/**
 * gb_lookup_item_list:
 * @answer: what was found
 * @kind: which of it
 *
 * Returns: (transfer full): a list of #GbLookupItem
 */
GListModel *
gb_lookup_item_list (GbLookupAnswer *answer,
                     GbLookupKind    kind)
{
  GPtrArray *const rows[] = { answer->procedures, answer->places, answer->guidance, answer->contacts };
  GListStore *list = g_list_store_new (GB_TYPE_LOOKUP_ITEM);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows[kind]->len; i++)
    {
      GbLookupItem *item = g_object_new (GB_TYPE_LOOKUP_ITEM, NULL);

      item->answer = gb_lookup_answer_ref (answer);
      item->kind = kind;
      item->row = rows[kind]->pdata[i];
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (list, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (list);
}

GbLookupKind
gb_lookup_item_get_kind (GbLookupItem *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_ITEM (self), GB_LOOKUP_PROCEDURES);
  return self->kind;
}

/**
 * gb_lookup_item_get_id:
 *
 * Returns: the procedure's, the commune's, the issue's or the first channel's id
 */
const char *
gb_lookup_item_get_id (GbLookupItem *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_ITEM (self), NULL);
  switch (self->kind)
    {
    case GB_LOOKUP_PLACES:
      return ((const GbCommune *) self->row)->code;
    case GB_LOOKUP_GUIDANCE:
      return ((const GbGuidance *) self->row)->issue;
    case GB_LOOKUP_CONTACTS:
      return gb_contact_get_lead (self->row)->id;
    case GB_LOOKUP_PROCEDURES:
    default:
      return ((const GbProcedure *) self->row)->id;
    }
}

/**
 * gb_lookup_item_get_old_unit:
 *
 * Returns: (nullable): of a place, the old unit by which it was found, empty where it was its own name
 */
const char *
gb_lookup_item_get_old_unit (GbLookupItem *self)
{
  const GbCommune *commune;

  g_return_val_if_fail (GB_IS_LOOKUP_ITEM (self), NULL);
  commune = self->kind == GB_LOOKUP_PLACES ? self->row : NULL;
  if (commune == NULL)
    return NULL;
  return commune->matched_old && !commune->matched_district ? commune->old_unit : "";
}

/**
 * gb_lookup_item_get_title:
 *
 * Returns: what it is called, as Pango markup
 */
const char *
gb_lookup_item_get_title (GbLookupItem *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_ITEM (self), NULL);
  tell (self);
  return self->title;
}

/**
 * gb_lookup_item_get_caption:
 *
 * Returns: what is known of it, as Pango markup
 */
const char *
gb_lookup_item_get_caption (GbLookupItem *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_ITEM (self), NULL);
  tell (self);
  return self->caption;
}

/**
 * gb_lookup_item_get_side:
 *
 * Returns: (nullable): what stands at the end of the row, plain
 */
const char *
gb_lookup_item_get_side (GbLookupItem *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_ITEM (self), NULL);
  tell (self);
  return self->side;
}

/**
 * gb_lookup_item_get_sentence:
 *
 * Returns: all of it, as it is read aloud
 */
const char *
gb_lookup_item_get_sentence (GbLookupItem *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_ITEM (self), NULL);
  tell (self);
  return self->sentence;
}
