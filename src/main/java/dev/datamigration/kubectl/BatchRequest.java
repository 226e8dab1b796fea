package dev.datamigration.kubectl;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.alert.AlertConfiguration;
import dev.datamigration.api.batch.SwitchoverRequest;

/**
 * Says what is to be done to the selected tasks.
 *
 * @param verb what the names of its objects begin with
 * @param switchover for StartForwardSwitchover; null otherwise
 * @param alerts for ModifyAlertConfiguration; null otherwise
 */
record BatchRequest(String verb, TaskOperation operation, SwitchoverRequest switchover, AlertConfiguration alerts) {
    BatchRequest(String verb, TaskOperation operation) {
        this(verb, operation, null, null);
    }
}
