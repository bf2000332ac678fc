/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-cache.h"

#include "gb-dossier-private.h"

/* A row somebody may hold. */
typedef struct
{
  GbDossierCache *cache; /* not owned */
  gint64 number;
  GbDossier *dossier; /* not owned: goes when nobody holds it any more */
  GList *page; /* (nullable) the page that keeps it, a link of pages */
} Entry;

/**
 * GbDossierCache:
 *
 * The rows of a list that are at hand: those of the pages used last, and beyond them every row that
 * somebody still holds, so that one dossier is one object as long as anybody sees it.
 */
struct _GbDossierCache
{
  GHashTable *entries; /* (owned) (element-type gint64 Entry) */
  GQueue pages; /* (element-type GPtrArray of GbDossier) used last first */
  guint max_pages;
};

GbDossierCache *
gb_dossier_cache_new (guint max_pages)
{
  GbDossierCache *self = g_new0 (GbDossierCache, 1);

  self->entries = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_queue_init (&self->pages);
  self->max_pages = max_pages;
  return self;
}

static void
on_dossier_gone (gpointer data,
                 GObject *where)
{
  Entry *entry = data;

  g_hash_table_remove (entry->cache->entries, &entry->number);
  g_free (entry);
}

void
gb_dossier_cache_free (GbDossierCache *self)
{
  GHashTableIter iter;
  gpointer value;

  gb_dossier_cache_drop (self);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      g_object_weak_unref (G_OBJECT (entry->dossier), on_dossier_gone, entry);
      g_free (entry);
    }
  g_hash_table_unref (self->entries);
  g_free (self);
}

static Entry *
add_entry (GbDossierCache *self,
           GbDossier      *dossier)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->cache = self;
  entry->number = gb_dossier_get_number (dossier);
  entry->dossier = dossier;
  g_object_weak_ref (G_OBJECT (dossier), on_dossier_gone, entry);
  g_hash_table_insert (self->entries, &entry->number, entry);
  return entry;
}

/**
 * gb_dossier_cache_get:
 *
 * Returns: (transfer full): the row's one object; a loading one when nothing is known of it
 */
GbDossier *
gb_dossier_cache_get (GbDossierCache *self,
                      gint64          number)
{
  Entry *entry = g_hash_table_lookup (self->entries, &number);
  GbDossier *dossier;

  if (entry != NULL)
    {
      if (entry->page != NULL && entry->page != self->pages.head)
        {
          g_queue_unlink (&self->pages, entry->page);
          g_queue_push_head_link (&self->pages, entry->page);
        }
      return g_object_ref (entry->dossier);
    }
  dossier = gb_dossier_new_loading (number);
  add_entry (self, dossier);
  return dossier;
}

/**
 * gb_dossier_cache_wanted:
 *
 * Returns: whether somebody holds the row and waits for its data
 */
gboolean
gb_dossier_cache_wanted (GbDossierCache *self,
                         gint64          number)
{
  Entry *entry = g_hash_table_lookup (self->entries, &number);

  return entry != NULL && gb_dossier_is_loading (entry->dossier);
}

/**
 * gb_dossier_cache_has:
 *
 * Returns: whether the row is at hand with its data
 */
gboolean
gb_dossier_cache_has (GbDossierCache *self,
                      gint64          number)
{
  Entry *entry = g_hash_table_lookup (self->entries, &number);

  return entry != NULL && !gb_dossier_is_loading (entry->dossier);
}

static void
drop_page (GbDossierCache *self,
           GList          *link)
{
  GPtrArray *page = link->data;

  for (guint i = 0; i < page->len; i++)
    {
      gint64 number = gb_dossier_get_number (page->pdata[i]);
      Entry *entry = g_hash_table_lookup (self->entries, &number);

      if (entry != NULL && entry->page == link)
        entry->page = NULL;
    }
  g_queue_delete_link (&self->pages, link);
  g_ptr_array_unref (page);
}

/**
 * gb_dossier_cache_add_page:
 * @rows: (element-type GbDossier): rows newly read
 *
 * Keeps a page; rows that somebody holds already take over what was read. The page used longest ago
 * goes.
 */
void
gb_dossier_cache_add_page (GbDossierCache *self,
                           GPtrArray      *rows)
{
  GPtrArray *page = g_ptr_array_new_with_free_func (g_object_unref);

  g_queue_push_head (&self->pages, page);
  for (guint i = 0; i < rows->len; i++)
    {
      GbDossier *fresh = rows->pdata[i];
      gint64 number = gb_dossier_get_number (fresh);
      Entry *entry = g_hash_table_lookup (self->entries, &number);

      if (entry == NULL)
        entry = add_entry (self, fresh);
      g_ptr_array_add (page, g_object_ref (entry->dossier));
      entry->page = self->pages.head;
      if (entry->dossier != fresh)
        gb_dossier_take (entry->dossier, fresh);
    }
  while (self->pages.length > self->max_pages)
    drop_page (self, self->pages.tail);
}

/**
 * gb_dossier_cache_update:
 * @rows: (element-type GbDossier): rows newly read
 *
 * Brings those rows up to date that are at hand.
 */
void
gb_dossier_cache_update (GbDossierCache *self,
                         GPtrArray      *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 number = gb_dossier_get_number (rows->pdata[i]);
      Entry *entry = g_hash_table_lookup (self->entries, &number);

      if (entry != NULL && entry->dossier != rows->pdata[i])
        {
          g_autoptr (GbDossier) held = g_object_ref (entry->dossier);

          gb_dossier_take (held, rows->pdata[i]);
        }
    }
}

/**
 * gb_dossier_cache_drop:
 *
 * Lets go all pages; rows that somebody holds stay.
 */
void
gb_dossier_cache_drop (GbDossierCache *self)
{
  while (self->pages.head != NULL)
    drop_page (self, self->pages.head);
}

/**
 * gb_dossier_cache_alive:
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the rows at hand
 */
GArray *
gb_dossier_cache_alive (GbDossierCache *self)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_array_append_val (numbers, ((Entry *) value)->number);
  return numbers;
}

/**
 * gb_dossier_cache_get_size:
 *
 * Returns: how many rows are at hand
 */
guint
gb_dossier_cache_get_size (GbDossierCache *self)
{
  return g_hash_table_size (self->entries);
}
