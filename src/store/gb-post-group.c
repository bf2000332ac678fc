/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-post-group.h"

#include "gb-text.h"

static void
post_group_free (gpointer data)
{
  GbPostGroup *self = data;

  g_free (self->id);
  g_free (self->name);
  g_ptr_array_unref (self->posts);
  g_free (self);
}

static GbPostGroup *
get_group (GPtrArray  *groups,
           GHashTable *index,
           const char *id,
           const char *name)
{
  GbPostGroup *group = g_hash_table_lookup (index, id);

  if (group != NULL)
    return group;
  group = g_new0 (GbPostGroup, 1);
  group->id = g_strdup (id);
  group->name = g_strdup (name);
  group->posts = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_unref);
  g_ptr_array_add (groups, group);
  g_hash_table_insert (index, group->id, group);
  return group;
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const GbPostGroup *first = *(const GbPostGroup *const *) a;
  const GbPostGroup *second = *(const GbPostGroup *const *) b;

  if (first->posts->len != second->posts->len)
    return first->posts->len < second->posts->len ? 1 : -1;
  return gb_text_compare (first->name, second->name);
}

/**
 * gb_post_groups_new:
 *
 * Returns: (transfer full) (element-type GbPostGroup): the posts of a commune by agency, those of a whole scope by
 *   commune; the largest group first
 */
GPtrArray *
gb_post_groups_new (const GbPeople *people)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (post_group_free);
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) posts = gb_people_get_set (people, GB_PEOPLE_POSTS);
  gboolean by_agency = people->commune != NULL;

  for (guint i = 0; i < posts->len; i++)
    {
      GbOfficer *officer = posts->pdata[i];
      GbPostGroup *group = get_group (groups, index, by_agency ? officer->agency : officer->commune,
                                      by_agency ? officer->agency_name : officer->commune_name);

      g_ptr_array_add (group->posts, gb_officer_ref (officer));
      group->at_desk += officer->desk;
    }
  g_ptr_array_sort (groups, compare_groups);
  return groups;
}
