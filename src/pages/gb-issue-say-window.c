/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-say-window.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-draft.h"
#include "gb-drop-down.h"
#include "gb-files-row.h"
#include "gb-issue-course.h"

/**
 * GbIssueSayWindow:
 *
 * Says something about an issue: a note, what its commune thinks of the answer, or why a higher level has to settle it.
 * What was written stays when the machine goes off.
 */
struct _GbIssueSayWindow
{
  AdwWindow parent_instance;

  GtkWidget *save; /* the template's */
  GtkLabel *about;
  GtkLabel *hint;
  GtkWidget *level_box;
  GtkDropDown *level;
  GtkLabel *text_title;
  GtkTextView *text;
  GbFilesRow *files;
  GtkLabel *problem;

  GbStore *store; /* (owned) */
  AdwToastOverlay *toasts; /* (owned) (nullable) */
  GbIssueDetail *detail; /* (owned) */
  GbDraft *draft; /* (owned) */
  GCancellable *cancellable; /* (owned): of the draft on its way */
  GbIssueSay what;
};

G_DEFINE_FINAL_TYPE (GbIssueSayWindow, gb_issue_say_window, ADW_TYPE_WINDOW)

static const struct
{
  GbActionType type;
  const char *title;
  const char *save;
  const char *text; /* what is to be written */
  const char *hint;
  const char *stored;
  gboolean required;
} kinds[GB_N_ISSUE_SAYS] = {
  [GB_ISSUE_SAY_NOTE] = { GB_ACTION_ISSUE_NOTE, N_ ("Note"), N_ ("Store note"), N_ ("What there is to add"), NULL,
                          N_ ("Note stored"), TRUE },
  [GB_ISSUE_SAY_CONFIRM] = { GB_ACTION_ISSUE_CONFIRM, N_ ("The answer settles it"), N_ ("Confirm"),
                             N_ ("Remark, if there is one"),
                             N_ ("The issue is settled with this. The department reads that the answer was good."),
                             N_ ("Confirmed"), FALSE },
  [GB_ISSUE_SAY_REJECT] = { GB_ACTION_ISSUE_CONFIRM, N_ ("The answer does not settle it"), N_ ("Send back"),
                            N_ ("What is missing"),
                            N_ ("The issue lies with the department again, which has to answer anew."),
                            N_ ("Sent back"), TRUE },
  [GB_ISSUE_SAY_ESCALATE] = { GB_ACTION_ISSUE_ESCALATE, N_ ("Pass on to a higher level"), N_ ("Pass on"),
                              N_ ("Why it cannot be settled there"),
                              N_ ("What is within a unit's authority is settled there; only what exceeds it is passed on."),
                              N_ ("Passed on"), TRUE },
};

static void
show_problem (GbIssueSayWindow *self,
              const char       *message)
{
  gtk_label_set_label (self->problem, message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

/* (transfer full) */
static char *
get_text (GbIssueSayWindow *self)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  return g_strstrip (text);
}

/* --- storing -------------------------------------------------------------------------------- */

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbIssueSayWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);

  if (added == NULL || added->actions->len == 0)
    {
      show_problem (self, added != NULL ? added->refusal->message : error->message);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  if (self->toasts != NULL)
    gb_action_saver_toast (self->toasts, self->store, _(kinds[self->what].stored), added);
  gb_draft_clear (self->draft);
  gtk_window_destroy (GTK_WINDOW (self));
}

static GbAction *
make_action (GbIssueSayWindow *self)
{
  GbAction *action = gb_action_new (kinds[self->what].type, self->detail->issue->id);
  g_autofree char *text = get_text (self);

  gb_action_set (action, "text", *text != '\0' ? text : NULL);
  if (self->what == GB_ISSUE_SAY_REJECT)
    gb_action_set (action, "verdict", "reject");
  if (self->what == GB_ISSUE_SAY_ESCALATE)
    gb_action_set (action, "level",
                   gb_issue_level_nick (self->detail->next_level + gtk_drop_down_get_selected (self->level)));
  if (self->what == GB_ISSUE_SAY_NOTE)
    gb_files_row_add_to (self->files, action);
  return action;
}

static void
save_cb (GbIssueSayWindow *self)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);

  g_ptr_array_add (actions, make_action (self));
  gtk_widget_set_sensitive (self->save, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_added_cb, g_object_ref (self));
}

/* --- draft ---------------------------------------------------------------------------------- */

static void
changed_cb (GbIssueSayWindow *self)
{
  g_autofree char *text = get_text (self);
  g_autofree char *files = gb_files_row_get_json (self->files);
  g_autoptr (JsonObject) values = json_object_new ();

  gtk_widget_set_sensitive (self->save, !kinds[self->what].required || *text != '\0');
  if (self->draft == NULL)
    return;
  json_object_set_string_member (values, "text", text);
  gb_draft_keep (self->draft, values, files);
}

static void
on_draft_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GbIssueSayWindow) self = user_data;
  g_autoptr (GbDraftContent) content = gb_draft_load_finish (GB_DRAFT (source), result, NULL);
  GtkTextBuffer *buffer;

  if (content == NULL || self->store == NULL)
    return;
  buffer = gtk_text_view_get_buffer (self->text);
  if (gtk_text_buffer_get_char_count (buffer) == 0 && gb_draft_content_get (content, "text") != NULL)
    gtk_text_buffer_set_text (buffer, gb_draft_content_get (content, "text"), -1);
  if (gb_files_row_get_n_files (self->files) == 0)
    gb_files_row_show (self->files, content->files);
}

/* Who thinks better of it wants nothing of it kept. */
static void
cancel_cb (GbIssueSayWindow *self)
{
  gb_draft_clear (self->draft);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- object --------------------------------------------------------------------------------- */

/* What is still on its way can hold the closed window longer than its parent lives, which GTK then
 * would look at. */
static void
gb_issue_say_window_unmap (GtkWidget *widget)
{
  GbIssueSayWindow *self = GB_ISSUE_SAY_WINDOW (widget);

  GTK_WIDGET_CLASS (gb_issue_say_window_parent_class)->unmap (widget);

  if (self->draft != NULL)
    gb_draft_flush (self->draft);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
gb_issue_say_window_dispose (GObject *object)
{
  GbIssueSayWindow *self = GB_ISSUE_SAY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->draft);
  g_clear_object (&self->store);
  g_clear_object (&self->toasts);
  g_clear_pointer (&self->detail, gb_issue_detail_unref);

  G_OBJECT_CLASS (gb_issue_say_window_parent_class)->dispose (object);
}

static void
gb_issue_say_window_class_init (GbIssueSayWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_issue_say_window_dispose;
  widget_class->unmap = gb_issue_say_window_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  g_type_ensure (GB_TYPE_FILES_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-issue-say-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbIssueSayWindow, name)
  BIND (save);
  BIND (about);
  BIND (hint);
  BIND (level_box);
  BIND (level);
  BIND (text_title);
  BIND (text);
  BIND (files);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
gb_issue_say_window_init (GbIssueSayWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_drop_down_tell (self->level);
}

static void
show_levels (GbIssueSayWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int level = self->detail->next_level; level < GB_N_ISSUE_LEVELS; level++)
    gtk_string_list_append (names, gb_issue_course_level (level));
  gtk_drop_down_set_model (self->level, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->level_box, TRUE);
}

static void
show (GbIssueSayWindow *self)
{
  const char *hint = kinds[self->what].hint;

  gtk_window_set_title (GTK_WINDOW (self), _(kinds[self->what].title));
  gtk_button_set_label (GTK_BUTTON (self->save), _(kinds[self->what].save));
  gtk_label_set_label (self->about, self->detail->issue->title);
  gtk_label_set_label (self->text_title, _(kinds[self->what].text));
  gtk_label_set_label (self->hint, hint != NULL ? _(hint) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->files), self->what == GB_ISSUE_SAY_NOTE);
  if (self->what == GB_ISSUE_SAY_ESCALATE)
    show_levels (self);
}

/**
 * gb_issue_say_window_present:
 * @parent: a widget of the page
 * @detail: of the issue it is about
 * @what: what is said
 *
 * Returns: (transfer none): the window
 */
GbIssueSayWindow *
gb_issue_say_window_present (GtkWidget     *parent,
                             GbStore       *store,
                             GbIssueDetail *detail,
                             GbIssueSay     what)
{
  GbIssueSayWindow *self
      = g_object_new (GB_TYPE_ISSUE_SAY_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *name = g_strdup_printf ("issue-%d-%s", what, detail->issue->id);

  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  self->detail = gb_issue_detail_ref (detail);
  self->what = what;
  gb_files_row_edit (self->files, store);
  show (self);
  changed_cb (self);
  self->draft = gb_draft_new (store, name);
  gb_draft_load_async (self->draft, self->cancellable, on_draft_loaded_cb, g_object_ref (self));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->text));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
