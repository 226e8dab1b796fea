package dev.datamigration.transfer.schema;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrecheckSettings;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.structure.SchemaComparison;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A source, a target, and the schema stage between them. */
final class SchemaScene {
    static final String TASK = "schema-task";
    final TestDatabase source;
    final TestDatabase target;
    /** The target as the task's account sees it. */
    TestDatabase targetLogin;

    ObjectSelection objects = new ObjectSelection(List.of("*"), null, null, null);
    FullVerificationSettings verification = FullVerificationSettings.DEFAULT;
    private long epoch;

    SchemaScene(PostgresInstance from, PostgresInstance to) {
        source = from.createDatabase("schema_source");
        target = to.createDatabase("schema_target");
        targetLogin = target;
    }

    SchemaScene selecting(List<String> include, Map<String, String> schemas, Map<String, String> tables) {
        objects = new ObjectSelection(include, null, schemas, tables);
        return this;
    }

    /** A run of the next epoch. */
    Run run() {
        return run(Set.of(MigrationType.Schema));
    }

    Run run(Set<MigrationType> types) {
        epoch++;
        try (var connection = targetLogin.connect()) {
            CheckpointSchema.install(connection);
            Fence.claim(connection, TASK, epoch);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Run(
                new RunScope(TASK, epoch),
                PlanCopy.plan(
                        source.access(Side.Source),
                        targetLogin.access(Side.Target),
                        types,
                        objects,
                        new PrecheckSettings(null),
                        FullMigrationSettings.DEFAULT,
                        IncrementalSyncSettings.DEFAULT,
                        verification,
                        Limits.DEFAULT,
                        EngineSettings.DEFAULT));
    }

    SchemaStatus before() {
        return stage(run(), status -> {}).beforeLoad();
    }

    SchemaStatus after() {
        return stage(run(), status -> {}).afterLoad();
    }

    /** Both catalogs, by another reading than that of the schema stage. */
    SchemaComparisonStatus compared() {
        return new SchemaComparison(run()).compare();
    }

    SchemaStatus migrate() {
        before();
        return after();
    }

    static SchemaMigration stage(Run run, Consumer<SchemaStatus> progress) {
        return new SchemaMigration(run, progress);
    }
}
