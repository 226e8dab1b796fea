package dev.datamigration.task;

import dev.datamigration.database.DatabaseAccess;

/** The logins to both databases of a task. */
record Logins(DatabaseAccess source, DatabaseAccess target) {}
