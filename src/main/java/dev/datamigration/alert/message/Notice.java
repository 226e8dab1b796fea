package dev.datamigration.alert.message;

import dev.datamigration.api.alert.AlertLanguage;
import dev.datamigration.api.alert.AlertRecord;
import dev.datamigration.engine.TaskId;

/**
 * One alert, ready to be put into words.
 *
 * @param remarks of the rule, or null
 */
public record Notice(TaskId task, AlertRecord alert, AlertLanguage language, String remarks) {}
