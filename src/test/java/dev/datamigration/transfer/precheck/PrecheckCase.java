package dev.datamigration.transfer.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrecheckSettings;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.RunScope;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan to be checked, changed step by step, and questions about the outcome. */
record PrecheckCase(
        DatabaseAccess source,
        DatabaseAccess target,
        Set<MigrationType> types,
        ObjectSelection objects,
        List<String> skip,
        Limits limits) {
    static final String TASK = "precheck-task";

    static PrecheckCase of(TestDatabase source, TestDatabase target) {
        return new PrecheckCase(
                source.access(Side.Source),
                target.access(Side.Target),
                Set.of(MigrationType.Schema, MigrationType.Full, MigrationType.Incremental),
                new ObjectSelection(List.of("*"), null, null, null),
                List.of(),
                Limits.DEFAULT);
    }

    /** New databases on the shared servers; the statements are run on the source. */
    static PrecheckCase fresh(String... onSource) {
        var source = PostgresServers.source().createDatabase("precheck");
        source.execute(onSource);
        return of(source, PostgresServers.target().createDatabase("precheck"));
    }

    PrecheckCase from(DatabaseAccess other) {
        return new PrecheckCase(other, target, types, objects, skip, limits);
    }

    PrecheckCase to(DatabaseAccess other) {
        return new PrecheckCase(source, other, types, objects, skip, limits);
    }

    PrecheckCase types(MigrationType... other) {
        return new PrecheckCase(source, target, Set.of(other), objects, skip, limits);
    }

    PrecheckCase objects(ObjectSelection other) {
        return new PrecheckCase(source, target, types, other, skip, limits);
    }

    PrecheckCase objects(Map<String, String> renameTables, String... include) {
        return objects(new ObjectSelection(List.of(include), null, null, renameTables));
    }

    PrecheckCase skip(String... names) {
        return new PrecheckCase(source, target, types, objects, List.of(names), limits);
    }

    PrecheckCase maxRowBytes(long bytes) {
        return new PrecheckCase(source, target, types, objects, skip, new Limits(null, null, bytes));
    }

    TestDatabase sourceDatabase() {
        return database(source);
    }

    TestDatabase targetDatabase() {
        return database(target);
    }

    private static TestDatabase database(DatabaseAccess access) {
        return new TestDatabase(
                access.host(),
                access.port(),
                access.database(),
                access.user(),
                access.password().reveal());
    }

    Run run() {
        return new Run(
                new RunScope(TASK, 1),
                PlanCopy.plan(
                        source,
                        target,
                        types,
                        objects,
                        new PrecheckSettings(skip),
                        FullMigrationSettings.DEFAULT,
                        IncrementalSyncSettings.DEFAULT,
                        FullVerificationSettings.DEFAULT,
                        limits,
                        EngineSettings.DEFAULT));
    }

    Outcome check() {
        return new Outcome(new Precheck(run(), status -> {}).check());
    }

    record Outcome(PrecheckStatus status) {
        PrecheckItem item(String name, Side side) {
            assertThat(status.items()).as(name + " of " + side).anyMatch(item -> is(item, name, side));
            return status.items().stream()
                    .filter(item -> is(item, name, side))
                    .findFirst()
                    .orElseThrow();
        }

        boolean has(String name, Side side) {
            return status.items().stream().anyMatch(item -> is(item, name, side));
        }

        /** Names of the failed items, with their sides. */
        List<String> failed() {
            return status.items().stream()
                    .filter(item -> item.status() == PrecheckItemStatus.Failed)
                    .map(item -> item.name() + "/" + item.side())
                    .toList();
        }

        private static boolean is(PrecheckItem item, String name, Side side) {
            return item.name().equals(name) && item.side() == side;
        }
    }
}
