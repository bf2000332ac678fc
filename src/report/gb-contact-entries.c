/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-entries.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/* Who can be reached, as cards. */

/**
 * gb_contact_entries_new:
 *
 * Returns: (transfer full) (element-type GbContactEntry): no cards yet
 */
GPtrArray *
gb_contact_entries_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gb_contact_entry_free);
}

/* The province's contact has no id of its own: what makes it one are its agency and its field. */
static char *
make_key (const GbContact *contact)
{
  if (gb_contact_is_own (contact) || contact->agency == NULL)
    return g_strdup_printf ("channel/%s", gb_contact_get_lead (contact)->id);
  return g_strdup_printf ("contact/%s/%s", contact->agency, contact->field != NULL ? contact->field : "");
}

static void
add_point (GbContactEntry       *entry,
           const GbContactPoint *point)
{
  g_autofree char *uri = NULL;

  switch (point->kind)
    {
    case GB_CONTACT_HOTLINE:
      gb_contact_entry_add_way (entry, GB_CONTACT_WAY_PHONE, point->value);
      break;
    case GB_CONTACT_EMAIL:
      gb_contact_entry_add_way (entry, GB_CONTACT_WAY_MAIL, point->value);
      break;
    case GB_CONTACT_ZALO:
    case GB_CONTACT_VIDEO:
    default:
      /* A link that is none of the web is no link. */
      uri = gb_contact_point_uri (point);
      gb_contact_entry_add_way (entry, GB_CONTACT_WAY_LINK, uri);
    }
}

static char *
describe_points (const GbContact *contact)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < contact->points->len; i++)
    {
      const GbContactPoint *point = contact->points->pdata[i];
      g_autofree char *day = point->verified != GB_DAY_NONE ? gb_format_full_day (point->verified) : NULL;

      if (day == NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: a number or an address, and the day on which somebody tried it */
      g_string_append_printf (text, _("%s: tried on %s"), point->value, day);
    }
  return g_string_free (text, FALSE);
}

/**
 * gb_contact_entry_for_contact:
 * @contact: whom to ask about a field
 *
 * Returns: (transfer full): the card of who answers, with all its channels
 */
GbContactEntry *
gb_contact_entry_for_contact (const GbContact *contact)
{
  g_autofree char *key = make_key (contact);
  GbContactEntry *entry = gb_contact_entry_new (key, contact->name, FALSE);

  entry->organisation = g_strdup (contact->agency_name);
  entry->category = g_strdup (contact->field);
  entry->note = describe_points (contact);
  for (guint i = 0; i < contact->points->len; i++)
    add_point (entry, contact->points->pdata[i]);
  return entry;
}

static char *
describe_term (const GbOfficer *officer)
{
  g_autofree char *last = officer->seconded && officer->to != GB_DAY_NONE ? gb_format_full_day (officer->to) : NULL;

  if (!officer->seconded)
    return NULL;
  if (last != NULL && officer->home_name != NULL)
    /* Translators: an agency and a day */
    return g_strdup_printf (_("Seconded by %s until %s"), officer->home_name, last);
  /* Translators: a day */
  return last != NULL ? g_strdup_printf (_("Seconded until %s"), last) : NULL;
}

/**
 * gb_contact_entry_for_officer:
 *
 * Returns: (transfer full): the officer's card
 */
GbContactEntry *
gb_contact_entry_for_officer (const GbOfficer *officer)
{
  g_autofree char *key = g_strdup_printf ("officer/%s", officer->id);
  GbContactEntry *entry = gb_contact_entry_new (key, officer->name, TRUE);

  entry->organisation = g_strdup (officer->agency_name);
  entry->title = g_strdup (officer->title);
  entry->category = g_strdup (officer->field);
  entry->note = describe_term (officer);
  gb_contact_entry_add_way (entry, GB_CONTACT_WAY_PHONE, officer->phone);
  return entry;
}
