/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-preview.h"

#include <glib/gi18n-lib.h>

#include "gb-briefing-sheet.h"
#include "gb-paper-view.h"
#include "gb-wrap-layout.h"

/* The sheet follows who types after this pause, milliseconds. */
#define PAUSE 200

/**
 * GbBriefingPreview:
 *
 * The briefing as it will be printed, made again while it is written, on another thread. The buttons above want the
 * actions "briefing.print", "briefing.save-pdf", "briefing.save-xlsx" and "briefing.copy" of the page.
 */
struct _GbBriefingPreview
{
  AdwBin parent_instance;

  GbPaperView *view; /* the template's */

  GbBriefingModel *model; /* (owned) (nullable) */
  GbPaper *paper;         /* (owned) (nullable): as it is shown */
  guint source;
  gboolean making;
  gboolean stale; /* to be made again when that under way is done */
};

enum
{
  PROP_SETTLED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbBriefingPreview, gb_briefing_preview, ADW_TYPE_BIN)

/* --- making --------------------------------------------------------------------------------------- */

typedef struct
{
  GbBriefing *briefing;       /* (owned) */
  GbBriefingRemarks *remarks; /* (owned) */
} Content;

static void
content_free (gpointer data)
{
  Content *self = data;

  gb_briefing_unref (self->briefing);
  gb_briefing_remarks_free (self->remarks);
  g_free (self);
}

/* On a thread of its own. What the first question about pages costs is paid here as well. */
static void
make_paper (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  const Content *content = data;
  GbPaper *paper = gb_briefing_sheet_new (content->briefing, content->remarks);

  gb_paper_get_n_pages (paper);
  g_task_return_pointer (task, paper, (GDestroyNotify) gb_paper_unref);
}

/**
 * gb_briefing_preview_paper_async:
 *
 * Makes the sheet as it stands now, with the last word that was typed.
 */
void
gb_briefing_preview_paper_async (GbBriefingPreview  *self,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  GbBriefing *briefing;
  Content *content;

  g_return_if_fail (GB_IS_BRIEFING_PREVIEW (self));
  g_return_if_fail (self->model != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, gb_briefing_preview_paper_async);
  briefing = gb_briefing_model_get_briefing (self->model);
  if (briefing == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED, "%s", _("The figures are not read yet"));
      return;
    }
  content = g_new0 (Content, 1);
  content->briefing = gb_briefing_ref (briefing);
  content->remarks = gb_briefing_remarks_copy (gb_briefing_model_get_remarks (self->model));
  g_task_set_task_data (task, content, content_free);
  g_task_run_in_thread (task, make_paper);
}

/**
 * gb_briefing_preview_paper_finish:
 *
 * Returns: (transfer full) (nullable): the sheet; %NULL with @error set before there are figures
 */
GbPaper *
gb_briefing_preview_paper_finish (GbBriefingPreview *self,
                                  GAsyncResult      *result,
                                  GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tell_settled (GbBriefingPreview *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

/* --- showing -------------------------------------------------------------------------------------- */

static void make (GbBriefingPreview *self);

static void
on_made_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GbBriefingPreview *self = GB_BRIEFING_PREVIEW (source);
  GbPaper *paper = gb_briefing_preview_paper_finish (self, result, NULL);

  self->making = FALSE;
  if (self->model == NULL)
    {
      g_clear_pointer (&paper, gb_paper_unref);
      return;
    }
  if (paper != NULL)
    {
      g_clear_pointer (&self->paper, gb_paper_unref);
      self->paper = paper;
      gb_paper_view_set_paper (self->view, paper);
    }
  if (self->stale)
    make (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

static void
make (GbBriefingPreview *self)
{
  self->stale = self->making;
  if (self->making)
    return;
  self->making = TRUE;
  gb_briefing_preview_paper_async (self, on_made_cb, NULL);
}

static gboolean
on_pause_cb (gpointer user_data)
{
  GbBriefingPreview *self = user_data;

  self->source = 0;
  make (self);
  return G_SOURCE_REMOVE;
}

static void
on_written_cb (GbBriefingPreview *self)
{
  if (self->source != 0 || gb_briefing_model_get_briefing (self->model) == NULL)
    return;
  self->source = g_timeout_add (PAUSE, on_pause_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

static void
on_changed_cb (GbBriefingPreview *self)
{
  if (gb_briefing_model_get_briefing (self->model) == NULL || gb_briefing_model_get_loading (self->model))
    return;
  make (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_briefing_preview_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SETTLED:
      g_value_set_boolean (value, gb_briefing_preview_get_settled (GB_BRIEFING_PREVIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_briefing_preview_dispose (GObject *object)
{
  GbBriefingPreview *self = GB_BRIEFING_PREVIEW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_briefing_preview_parent_class)->dispose (object);
}

static void
gb_briefing_preview_finalize (GObject *object)
{
  g_clear_pointer (&GB_BRIEFING_PREVIEW (object)->paper, gb_paper_unref);

  G_OBJECT_CLASS (gb_briefing_preview_parent_class)->finalize (object);
}

static void
gb_briefing_preview_class_init (GbBriefingPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_briefing_preview_get_property;
  object_class->dispose = gb_briefing_preview_dispose;
  object_class->finalize = gb_briefing_preview_finalize;

  /* Whether the sheet that is shown is the one that would be printed. */
  props[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_PAPER_VIEW);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-briefing-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, GbBriefingPreview, view);
}

static void
gb_briefing_preview_init (GbBriefingPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->view, "notify::busy", G_CALLBACK (tell_settled), self, G_CONNECT_SWAPPED);
}

/**
 * gb_briefing_preview_set_model:
 * @model: what is shown; set once
 */
void
gb_briefing_preview_set_model (GbBriefingPreview *self,
                               GbBriefingModel   *model)
{
  g_return_if_fail (GB_IS_BRIEFING_PREVIEW (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "written", G_CALLBACK (on_written_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gb_briefing_preview_set_marked:
 * @part: (nullable): the section that is tinted, as gb_briefing_part_nick() has it
 */
void
gb_briefing_preview_set_marked (GbBriefingPreview *self,
                                const char        *part)
{
  g_return_if_fail (GB_IS_BRIEFING_PREVIEW (self));

  gb_paper_view_set_marked (self->view, part);
}

/**
 * gb_briefing_preview_get_paper:
 *
 * Returns: (transfer none) (nullable): the sheet that is shown
 */
GbPaper *
gb_briefing_preview_get_paper (GbBriefingPreview *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_PREVIEW (self), NULL);

  return self->paper;
}

gboolean
gb_briefing_preview_get_settled (GbBriefingPreview *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_PREVIEW (self), FALSE);

  return self->paper != NULL && !self->making && !self->stale && self->source == 0 && !gb_paper_view_is_busy (self->view);
}
