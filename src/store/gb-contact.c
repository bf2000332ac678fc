/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact.h"

#include <string.h>

#include "gb-text.h"

/* What parts the fields that one contact helps with: "Hộ tịch, chứng thực". */
#define FIELD_SEPARATORS ",;"
/* Shorter numbers are services such as 1022, which are dialled as they are. */
#define LEAST_SUBSCRIBER_DIGITS 9
#define COUNTRY_CODE "84"

static const char *const kind_names[GB_N_CONTACT_KINDS] = { "hotline", "zalo", "video", "email" };

/**
 * gb_contact_kind_name:
 *
 * Returns: its name in the feed
 */
const char *
gb_contact_kind_name (GbContactKind kind)
{
  g_return_val_if_fail (kind < GB_N_CONTACT_KINDS, NULL);

  return kind_names[kind];
}

/**
 * gb_contact_kind_parse:
 * @name: a name in the feed
 * @kind: (out): the kind
 *
 * Returns: whether there is such a kind
 */
gboolean
gb_contact_kind_parse (const char    *name,
                       GbContactKind *kind)
{
  for (guint i = 0; i < GB_N_CONTACT_KINDS; i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/* --- links ---------------------------------------------------------------------------------------- */

static char *
dup_digits (const char *value)
{
  GString *digits = g_string_new (NULL);

  for (const char *c = value; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
  return g_string_free (digits, FALSE);
}

/* With the country code and without a plus: "842550000101". Short numbers stay, for they have none. */
static char *
dup_international (const char *value)
{
  g_autofree char *digits = dup_digits (value);

  if (strchr (value, '+') != NULL || strlen (digits) < LEAST_SUBSCRIBER_DIGITS || digits[0] != '0')
    return g_steal_pointer (&digits);
  return g_strconcat (COUNTRY_CODE, digits + 1, NULL);
}

/**
 * gb_contact_is_web_address:
 * @value: a link that came with records
 *
 * Returns: whether it is one of the web: no other may be opened, for it could start anything
 */
gboolean
gb_contact_is_web_address (const char *value)
{
  return g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://");
}

/* RFC 3966: a global number begins with a plus; a service number is one of this country only. */
static char *
telephone_uri (const char *value)
{
  g_autofree char *number = dup_international (value);

  if (*number == '\0')
    return NULL;
  if (strlen (number) < LEAST_SUBSCRIBER_DIGITS)
    return g_strconcat ("tel:", number, ";phone-context=+" COUNTRY_CODE, NULL);
  return g_strconcat ("tel:+", number, NULL);
}

/* Nobody types a mail address with a space in it, or without its @. */
static char *
mail_uri (const char *value)
{
  const char *at = strchr (value, '@');

  if (at == NULL || at == value || at[1] == '\0' || strpbrk (value, " \t\n?&") != NULL)
    return NULL;
  return g_strconcat ("mailto:", value, NULL);
}

/**
 * gb_contact_uri:
 * @value: number or address, as people write it
 *
 * What a program or a telephone opens: tel: (RFC 3966), https: or mailto: (RFC 6068) and nothing else, whatever the
 * data name: a link that comes with records must not start anything.
 *
 * Returns: (transfer full) (nullable): the link; %NULL where @value gives none
 */
char *
gb_contact_uri (GbContactKind kind,
                const char   *value)
{
  g_autofree char *text = g_strstrip (g_strdup (value));
  g_autofree char *number = NULL;

  switch (kind)
    {
    case GB_CONTACT_HOTLINE:
      return telephone_uri (text);
    case GB_CONTACT_EMAIL:
      return mail_uri (text);
    case GB_CONTACT_ZALO:
      if (gb_contact_is_web_address (text))
        return g_steal_pointer (&text);
      number = dup_international (text);
      return strlen (number) >= LEAST_SUBSCRIBER_DIGITS ? g_strconcat ("https://zalo.me/", number, NULL) : NULL;
    case GB_CONTACT_VIDEO:
    default:
      return gb_contact_is_web_address (text) ? g_steal_pointer (&text) : NULL;
    }
}

/**
 * gb_contact_point_uri:
 *
 * Returns: (transfer full) (nullable): as gb_contact_uri()
 */
char *
gb_contact_point_uri (const GbContactPoint *self)
{
  return gb_contact_uri (self->kind, self->value);
}

/* --- one contact ---------------------------------------------------------------------------------- */

/**
 * gb_contact_point_is_stale:
 * @today: the day it is asked on
 *
 * Returns: whether nobody has tried it within %GB_CONTACT_STALE_DAYS days, or ever
 */
gboolean
gb_contact_point_is_stale (const GbContactPoint *self,
                           GbDay                 today)
{
  return self->verified == GB_DAY_NONE || self->verified < today - GB_CONTACT_STALE_DAYS;
}

/**
 * gb_contact_get_lead:
 *
 * Returns: (transfer none): the channel that is tried first
 */
const GbContactPoint *
gb_contact_get_lead (const GbContact *self)
{
  return self->points->pdata[0];
}

/**
 * gb_contact_is_own:
 *
 * Returns: whether it was added on this workstation and may be changed here
 */
gboolean
gb_contact_is_own (const GbContact *self)
{
  return gb_contact_get_lead (self)->own;
}

/**
 * gb_contact_find:
 *
 * Returns: (transfer none) (nullable): the first channel of a kind
 */
const GbContactPoint *
gb_contact_find (const GbContact *self,
                 GbContactKind    kind)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      const GbContactPoint *point = self->points->pdata[i];

      if (point->kind == kind)
        return point;
    }
  return NULL;
}

/**
 * gb_contact_helps_with:
 * @field: a field as dossiers and issues name it
 *
 * Returns: whether one of the fields the contact helps with is this one, whatever its accents: "Hộ tịch, chứng thực"
 *   helps with "Chứng thực"
 */
gboolean
gb_contact_helps_with (const GbContact *self,
                       const char      *field)
{
  g_autofree char *wanted = gb_text_fold (field);
  g_auto (GStrv) fields = NULL;

  if (self->field == NULL || *wanted == '\0')
    return FALSE;
  fields = g_strsplit_set (self->field, FIELD_SEPARATORS, -1);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *folded = gb_text_fold (fields[i]);

      if (g_strcmp0 (g_strstrip (folded), wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static gpointer
point_copy (gconstpointer source,
            gpointer      user_data)
{
  const GbContactPoint *point = source;
  GbContactPoint *copy = g_memdup2 (point, sizeof *point);

  copy->id = g_strdup (point->id);
  copy->name = g_strdup (point->name);
  copy->value = g_strdup (point->value);
  return copy;
}

GbContact *
gb_contact_copy (const GbContact *self)
{
  GbContact *copy = g_new0 (GbContact, 1);

  copy->name = g_strdup (self->name);
  copy->agency = g_strdup (self->agency);
  copy->agency_name = g_strdup (self->agency_name);
  copy->field = g_strdup (self->field);
  copy->points = g_ptr_array_copy (self->points, point_copy, NULL);
  g_ptr_array_set_free_func (copy->points, (GDestroyNotify) gb_contact_point_free);
  return copy;
}

void
gb_contact_point_free (GbContactPoint *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

void
gb_contact_free (GbContact *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->agency);
  g_free (self->agency_name);
  g_free (self->field);
  g_ptr_array_unref (self->points);
  g_free (self);
}
