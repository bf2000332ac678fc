/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-officer-group.h"

#include "gb-text.h"

static void
group_free (gpointer data)
{
  GbOfficerGroup *self = data;

  g_free (self->id);
  g_free (self->name);
  g_ptr_array_unref (self->officers);
  g_free (self);
}

static GbOfficerGroup *
get_group (GPtrArray  *groups,
           GHashTable *index,
           const char *id,
           const char *name)
{
  GbOfficerGroup *group = g_hash_table_lookup (index, id != NULL ? id : "");

  if (group != NULL)
    return group;
  group = g_new0 (GbOfficerGroup, 1);
  group->id = g_strdup (id != NULL ? id : "");
  group->name = g_strdup (name != NULL ? name : "");
  group->officers = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_unref);
  g_ptr_array_add (groups, group);
  g_hash_table_insert (index, group->id, group);
  return group;
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const GbOfficerGroup *first = *(const GbOfficerGroup *const *) a;
  const GbOfficerGroup *second = *(const GbOfficerGroup *const *) b;

  if (first->officers->len != second->officers->len)
    return first->officers->len < second->officers->len ? 1 : -1;
  return gb_text_compare (first->name, second->name);
}

/**
 * gb_officer_groups_new:
 * @officers: (element-type GbOfficer): whom to group, by given name
 *
 * Returns: (transfer full) (element-type GbOfficerGroup): the groups, the largest first
 */
GPtrArray *
gb_officer_groups_new (GPtrArray        *officers,
                       GbOfficerGroupBy  by)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < officers->len; i++)
    {
      GbOfficer *officer = officers->pdata[i];
      const char *ids[] = { officer->agency, officer->commune, officer->home };
      const char *names[] = { officer->agency_name, officer->commune_name, officer->home_name };
      GbOfficerGroup *group = get_group (groups, index, ids[by], names[by]);

      g_ptr_array_add (group->officers, gb_officer_ref (officer));
      group->at_desk += officer->desk;
    }
  g_ptr_array_sort (groups, compare_groups);
  return groups;
}

/**
 * gb_officer_groups_find:
 * @groups: (element-type GbOfficerGroup): groups
 * @id: (nullable): one's id
 *
 * Returns: (nullable): the group
 */
const GbOfficerGroup *
gb_officer_groups_find (GPtrArray  *groups,
                        const char *id)
{
  for (guint i = 0; i < groups->len; i++)
    if (g_strcmp0 (((const GbOfficerGroup *) groups->pdata[i])->id, id) == 0)
      return groups->pdata[i];
  return NULL;
}
