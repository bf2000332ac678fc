/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-notices-view.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-export-tasks.h"
#include "gb-exportable.h"
#include "gb-notice-card.h"
#include "gb-row-section.h"
#include "gb-state-view.h"

/* In the order of the page: what is next, what is to be known, what is over. */
static const struct
{
  const char *title;
  guint limit;
} sections[GB_N_NOTICE_STAGES] = {
  [GB_NOTICE_STAGE_UPCOMING] = { N_("Classes and conferences to come"), 30 },
  [GB_NOTICE_STAGE_NOTICE] = { N_("Notices"), 20 },
  [GB_NOTICE_STAGE_PAST] = { N_("Over"), 10 },
};

/**
 * GbNoticesView:
 *
 * Notices, classes and conferences, what is next first.
 */
struct _GbNoticesView
{
  AdwBin parent_instance;

  GbStateView *state;                       /* (owned by the widget tree), as the next */
  GbRowSection *section[GB_N_NOTICE_STAGES];
  GPtrArray *shown[GB_N_NOTICE_STAGES];     /* (owned) (element-type GbNoticeRow) */
  GbTasksModel *model;                      /* (owned) (nullable) */
  gboolean masked;
  gboolean stale;
};

static void gb_notices_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbNoticesView, gb_notices_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_notices_view_exportable_init))

typedef struct
{
  GbNoticesView *self;
  GPtrArray *notices;
} Filling;

static GtkWidget *
make_row (guint    index,
          gpointer data)
{
  const Filling *filling = data;

  return gb_notice_card_new (filling->notices->pdata[index], filling->self->masked,
                             gb_tasks_model_get_now (filling->self->model));
}

/* (transfer full) (nullable): whose row has the focus */
static char *
dup_focused (GbNoticesView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GB_TYPE_NOTICE_CARD) : NULL;

  return row != NULL ? g_strdup (gb_notice_card_get_id (GB_NOTICE_CARD (row))) : NULL;
}

static void
focus_row (GbNoticesView *self,
           const char    *id)
{
  for (int i = 0; i < GB_N_NOTICE_STAGES; i++)
    {
      GtkListBoxRow *row;

      for (int k = 0; (row = gtk_list_box_get_row_at_index (gb_row_section_get_list (self->section[i]), k)) != NULL; k++)
        if (g_str_equal (gb_notice_card_get_id (GB_NOTICE_CARD (row)), id))
          gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

static void
fill_section (GbNoticesView *self,
              int            i)
{
  Filling filling = { self, self->shown[i] };

  gb_row_section_fill (self->section[i], self->shown[i]->len, make_row, &filling);
}

static void
fill (GbNoticesView *self)
{
  GPtrArray *notices = gb_tasks_model_get_notices (self->model);
  g_autofree char *focused = dup_focused (self);

  for (int i = 0; i < GB_N_NOTICE_STAGES; i++)
    g_ptr_array_set_size (self->shown[i], 0);
  for (guint k = 0; k < notices->len; k++)
    g_ptr_array_add (self->shown[((GbNoticeRow *) notices->pdata[k])->stage], gb_notice_row_ref (notices->pdata[k]));
  for (int i = 0; i < GB_N_NOTICE_STAGES; i++)
    fill_section (self, i);
  if (focused != NULL)
    focus_row (self, focused);
}

static void
on_model_changed_cb (GbNoticesView *self)
{
  const GError *error = gb_tasks_model_get_error (self->model);
  GPtrArray *notices = gb_tasks_model_get_notices (self->model);

  if (error != NULL)
    gb_state_view_show_error (self->state, _("The notices cannot be read"), error->message);
  else if (notices == NULL)
    gb_state_view_show_loading (self->state);
  else if (notices->len == 0)
    gb_state_view_show_empty (self->state, _("No notices yet"),
                              _("Notices, classes and conferences of the province appear after a synchronisation."));
  else if (!gb_tasks_model_get_loading (self->model))
    {
      /* Rows that nobody sees are not made. */
      self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
      if (!self->stale)
        fill (self);
      gb_state_view_show_content (self->state);
    }
}

static void
on_more_cb (GbRowSection  *section,
            GbNoticesView *self)
{
  for (int i = 0; i < GB_N_NOTICE_STAGES; i++)
    if (self->section[i] == section)
      fill_section (self, i);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_notices_view_get_forms (GbExportable *exportable)
{
  GPtrArray *notices = gb_tasks_model_get_notices (GB_NOTICES_VIEW (exportable)->model);

  if (notices == NULL || notices->len == 0)
    return 0;
  return GB_EXPORT_TABLES | GB_EXPORT_BIT (GB_EXPORT_CALENDAR) | GB_EXPORT_BIT (GB_EXPORT_WHOLE_CALENDAR);
}

static GbExport *
gb_notices_view_make_export (GbExportable *exportable,
                             GbExportForm  form,
                             gboolean      marked)
{
  GbNoticesView *self = GB_NOTICES_VIEW (exportable);
  g_autoptr (GPtrArray) rows = gb_export_rows_new ();

  for (int i = 0; i < GB_N_NOTICE_STAGES; i++)
    for (guint k = 0; k < self->shown[i]->len; k++)
      gb_export_rows_add (rows, _(sections[i].title), gb_notice_row_ref (self->shown[i]->pdata[k]),
                          (GDestroyNotify) gb_notice_row_unref);
  return gb_export_notices_new (rows, form, gb_tasks_model_get_commune (self->model));
}

static void
gb_notices_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_notices_view_get_forms;
  iface->make_export = gb_notices_view_make_export;
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_notices_view_map (GtkWidget *widget)
{
  GbNoticesView *self = GB_NOTICES_VIEW (widget);

  if (self->stale)
    fill (self);
  self->stale = FALSE;
  GTK_WIDGET_CLASS (gb_notices_view_parent_class)->map (widget);
}

static void
gb_notices_view_dispose (GObject *object)
{
  g_clear_object (&GB_NOTICES_VIEW (object)->model);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_notices_view_parent_class)->dispose (object);
}

static void
gb_notices_view_finalize (GObject *object)
{
  GbNoticesView *self = GB_NOTICES_VIEW (object);

  for (int i = 0; i < GB_N_NOTICE_STAGES; i++)
    g_ptr_array_unref (self->shown[i]);

  G_OBJECT_CLASS (gb_notices_view_parent_class)->finalize (object);
}

static void
gb_notices_view_class_init (GbNoticesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_notices_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_notices_view_finalize;
  GTK_WIDGET_CLASS (klass)->map = gb_notices_view_map;
}

static void
gb_notices_view_init (GbNoticesView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *bin = g_object_new (GB_TYPE_ADAPTIVE_BIN, "minimum-width", 320, "narrow-below", 560, "page-margins", TRUE,
                                  NULL);
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                                      "child", bin, NULL);

  gb_adaptive_bin_set_child (GB_ADAPTIVE_BIN (bin), box);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 24);
  for (int i = 0; i < GB_N_NOTICE_STAGES; i++)
    {
      self->shown[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_notice_row_unref);
      self->section[i] = GB_ROW_SECTION (gb_row_section_new (_(sections[i].title), FALSE, sections[i].limit));
      g_signal_connect_object (self->section[i], "more", G_CALLBACK (on_more_cb), self, 0);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->section[i]));
    }
  self->state = g_object_new (GB_TYPE_STATE_VIEW, "content", scroller, "action-name", "tasks.reload", NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->state));
}

/**
 * gb_notices_view_set_model:
 * @model: where the notices come from; set once
 */
void
gb_notices_view_set_model (GbNoticesView *self,
                           GbTasksModel  *model)
{
  g_return_if_fail (GB_IS_NOTICES_VIEW (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_model_changed_cb), self, G_CONNECT_SWAPPED);
  on_model_changed_cb (self);
}

/**
 * gb_notices_view_set_masked:
 * @masked: whether names must not be read on the screen
 */
void
gb_notices_view_set_masked (GbNoticesView *self,
                            gboolean       masked)
{
  g_return_if_fail (GB_IS_NOTICES_VIEW (self));

  self->masked = masked;
  if (self->model != NULL && gb_tasks_model_get_notices (self->model) != NULL && !self->stale)
    fill (self);
}
