package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.datamigration.api.Api;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** One migration of one live database to another: what is wanted in the spec, what is in the status. */
@JsonClassDescription("One migration of one live database to another.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@Singular("migrationtask")
@Plural("migrationtasks")
@Categories("datamigration")
@ShortNames("mt")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state", type = Type.STRING)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = Type.STRING)
@AdditionalPrinterColumn(name = "Progress", jsonPath = ".status.progress", type = Type.STRING)
@AdditionalPrinterColumn(name = "Latency", jsonPath = ".status.latency", type = Type.STRING)
@AdditionalPrinterColumn(name = "Awaits", jsonPath = ".status.awaiting.step", type = Type.STRING)
@AdditionalPrinterColumn(name = "Failure", jsonPath = ".status.failure.code", type = Type.STRING)
@AdditionalPrinterColumn(name = "Alerts", jsonPath = ".status.alerts.configured", type = Type.STRING)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.message", type = Type.STRING, priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@ValidationRule(
        value = "!has(oldSelf.status) || !has(oldSelf.status.phase) || oldSelf.status.phase == 'Precheck'"
                + " || !has(oldSelf.spec.source) || (has(self.spec.source)"
                + " && self.spec.source.type == oldSelf.spec.source.type"
                + " && self.spec.source.host == oldSelf.spec.source.host"
                + " && self.spec.source.port == oldSelf.spec.source.port"
                + " && self.spec.source.database == oldSelf.spec.source.database)",
        message = "spec.source type, host, port and database cannot change once the precheck has passed, because data"
                + " has been read from there; to migrate another database, end this task and create a new one")
@ValidationRule(
        value = "!has(oldSelf.status) || !has(oldSelf.status.phase) || oldSelf.status.phase == 'Precheck'"
                + " || !has(oldSelf.spec.target) || (has(self.spec.target)"
                + " && self.spec.target.type == oldSelf.spec.target.type"
                + " && self.spec.target.host == oldSelf.spec.target.host"
                + " && self.spec.target.port == oldSelf.spec.target.port"
                + " && self.spec.target.database == oldSelf.spec.target.database)",
        message = "spec.target type, host, port and database cannot change once the precheck has passed, because data"
                + " has been written there; to migrate elsewhere, end this task and create a new one")
@ValidationRule(
        value = "!has(oldSelf.status) || !has(oldSelf.status.phase) || oldSelf.status.phase == 'Precheck'"
                + " || (self.spec.migrationTypes.all(t, t in oldSelf.spec.migrationTypes)"
                + " && oldSelf.spec.migrationTypes.all(t, t in self.spec.migrationTypes))",
        message = "spec.migrationTypes cannot change once the precheck has passed; end this task and create a new one")
@ValidationRule(
        value = "!has(oldSelf.status) || !has(oldSelf.status.phase) || oldSelf.status.phase == 'Precheck'"
                + " || !has(oldSelf.spec.incrementalSync) || !has(oldSelf.spec.incrementalSync.startFrom)"
                + " || (has(self.spec.incrementalSync) && has(self.spec.incrementalSync.startFrom)"
                + " && self.spec.incrementalSync.startFrom == oldSelf.spec.incrementalSync.startFrom)",
        message =
                "spec.incrementalSync.startFrom cannot change once the precheck has passed, because changes are applied from"
                        + " there on; put it back, or end this task and create a new one")
@ValidationRule(
        value = MigrationTask.UNCHANGED_OBJECTS + " || (has(self.spec.objects) && has(oldSelf.status.objects)"
                + " && ['Full', 'Incremental'].all(needed, self.spec.migrationTypes.exists(t, t == needed)))",
        message =
                "spec.objects cannot change once the precheck has passed in a task without Full and Incremental among its"
                        + " migrationTypes, nor be removed; put it back, and create another MigrationTask that names only the"
                        + " further tables: two tasks may have the same source and target as long as they share no table")
@ValidationRule(
        value =
                MigrationTask.UNCHANGED_OBJECTS
                        + " || oldSelf.status.phase in ['SchemaMigration', 'FullMigration', 'IncrementalSync', 'FullVerification']",
        message =
                "spec.objects cannot change once the switchover was entered; put it back, and add or remove tables before"
                        + " the switchover, or after it was aborted")
@ValidationRule(
        value = MigrationTask.UNCHANGED_OBJECTS + " || !has(oldSelf.status.state)"
                + " || oldSelf.status.state in ['Running', 'Modifying', 'Integrating', 'Stopped']",
        message = "spec.objects cannot change while the task is Failed, Completed or ending; put it back, do what"
                + " status.failure says, resume the task, and then add or remove tables")
@ValidationRule(
        value = MigrationTask.UNCHANGED_OBJECTS
                + " || !has(self.spec.objects) || (self.spec.objects.owners == oldSelf.spec.objects.owners"
                + " && self.spec.objects.grants == oldSelf.spec.objects.grants"
                + " && self.spec.objects.renameRoles == oldSelf.spec.objects.renameRoles"
                + " && self.spec.objects.unsupported == oldSelf.spec.objects.unsupported"
                + " && self.spec.objects.largeObjects == oldSelf.spec.objects.largeObjects"
                + " && self.spec.objects.rows == oldSelf.spec.objects.rows)",
        message =
                "spec.objects.owners, grants, renameRoles, unsupported, largeObjects and rows cannot change once the precheck has"
                        + " passed, because objects have been made by them; put them back")
@ValidationRule(
        value = MigrationTask.UNCHANGED_OBJECTS + " || !has(self.spec.objects) || !has(oldSelf.status.objects)"
                + " || (oldSelf.status.objects.renameSchemas.all(k, k in self.spec.objects.renameSchemas"
                + " && self.spec.objects.renameSchemas[k] == oldSelf.status.objects.renameSchemas[k])"
                + " && oldSelf.status.objects.renameTables.all(k, k in self.spec.objects.renameTables"
                + " && self.spec.objects.renameTables[k] == oldSelf.status.objects.renameTables[k]))",
        message =
                "spec.objects.renameSchemas and renameTables can only get further entries once the precheck has passed,"
                        + " because what is there already has its name; put back the entries of status.objects")
public class MigrationTask extends CustomResource<MigrationTaskSpec, MigrationTaskStatus> implements Namespaced {
    /** The precheck has not passed yet, or nothing differs. */
    static final String UNCHANGED_OBJECTS =
            "!has(oldSelf.status) || !has(oldSelf.status.phase) || oldSelf.status.phase == 'Precheck'"
                    + " || !has(oldSelf.spec.objects) || (has(self.spec.objects)"
                    + " && self.spec.objects == oldSelf.spec.objects)";
}
