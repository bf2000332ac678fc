-- SPDX-License-Identifier: GPL-3.0-or-later
-- What an earlier version passed over, being of types and with fields that it did not know, comes with
-- a full pull: into the same rows, which all can be read meanwhile.
UPDATE feed_cursor SET cursor = NULL, feed_id = NULL, whole = 0;
