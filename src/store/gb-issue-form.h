/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"
#include "gb-issue-rules.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbIssueOption:
 * @id: (owned): a commune's code or an agency's id
 * @name: (owned): what it is called
 * @lat: degrees north, of a commune's centre
 * @lon: degrees east
 */
typedef struct
{
  char *id;
  char *name;
  double lat;
  double lon;
} GbIssueOption;

/**
 * GbIssueForm:
 * @departments: (owned) (element-type GbIssueOption): who may have to answer, by name
 * @communes: (owned) (element-type GbIssueOption): whose issue it may be, by name
 * @fields: (owned) (element-type utf8): by #GbIssueKind: what issues of the kind are about
 * @action: (owned) (nullable): what is edited
 * @files: (owned) (element-type GbAttachment): those of @action
 *
 * What is needed to raise an issue, or to edit one that was not sent.
 */
typedef struct
{
  GPtrArray *departments;
  GPtrArray *communes;
  GPtrArray *fields[GB_N_ISSUE_KINDS];
  GbAction *action;
  GPtrArray *files;
} GbIssueForm;

void         gb_issue_form_free        (GbIssueForm          *self);
GbIssueForm *gb_issue_form_load        (GbSqlConnection      *connection,
                                        const char           *action,
                                        GError              **error);
void         gb_issue_form_load_async  (GbStore              *store,
                                        const char           *action,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GbIssueForm *gb_issue_form_load_finish (GbStore              *store,
                                        GAsyncResult         *result,
                                        GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbIssueForm, gb_issue_form_free)

G_END_DECLS
