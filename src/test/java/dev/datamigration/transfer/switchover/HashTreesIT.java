package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.TableVerification;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.api.task.RepairSettings;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.HashTrees;
import dev.datamigration.transfer.verify.FullVerification;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Long: {@link UnusualTablesIT} has the short one. Tables partitioned by the hash of an enum are carried there and back, each server putting the rows where they belong. */
@Tag("long")
class HashTreesIT {
    private static final String[] WRONG = {
        "UPDATE by_mood SET note = 'wrong' WHERE id IN (7, 8)",
        "DELETE FROM mixed WHERE id = 8",
        "INSERT INTO by_range VALUES (998, 'm3', 'too many')",
        "DELETE FROM keyless WHERE note = 'note 9'",
        "INSERT INTO keyless VALUES ('m2', 'too many'), ('m2', 'too many')"
    };

    @Test
    void rowsThatLieInOtherPartitionsOnTheTargetGoThereAndBack() {
        try (var scene = new SwitchoverScene(HashTrees.SCHEMA)) {
            scene.verification = FullVerificationSettings.DEFAULT;
            scene.source.execute(HashTrees.ROWS);
            scene.migrate();
            HashTrees.assertElsewhere(scene.source, scene.target);
            scene.source.execute(HashTrees.changes("there"));
            scene.assertSame(HashTrees.TABLES);

            scene.crash().flows.running(Direction.Forward);
            scene.source.execute("TRUNCATE mixed, by_mood, range_1, range_2, keyless");
            scene.source.execute(HashTrees.ROWS);
            scene.source.execute(HashTrees.changes("again"));
            scene.assertSame(HashTrees.TABLES);
            differencesAreFoundAndWrittenRight(scene);

            scene.switchOver(1);
            scene.target.execute(HashTrees.changes("back"));
            scene.assertSame(HashTrees.TABLES);
            HashTrees.assertElsewhere(scene.source, scene.target);
            scene.target.execute("TRUNCATE keyless");
            scene.assertSame(HashTrees.TABLES);
        }
    }

    @Test
    void aPartitionThatIsTruncatedByItselfEndsTheTaskWhereItsRowsLieElsewhere() {
        try (var scene = new SwitchoverScene(HashTrees.SCHEMA)) {
            scene.source.execute(HashTrees.ROWS);
            scene.migrate();
            scene.source.execute("TRUNCATE mixed, range_2", "INSERT INTO mixed VALUES (1, 'm1', 'last')");
            scene.assertSame(HashTrees.TABLES);
            scene.source.execute("INSERT INTO mixed VALUES (2, 'm1', 'before')", "TRUNCATE mood_1");
            await().until(() -> scene.flows.failure.get() != null);
            assertThat(scene.flows.failure.get())
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure()).satisfies(failure -> {
                                assertThat(failure.code()).isEqualTo(FailureCode.SourceSchemaChanged);
                                assertThat(failure.message()).contains("A partition of public.by_mood was truncated");
                            }));
            assertThat(scene.target.count("mixed WHERE note = 'before'"))
                    .as("what came before")
                    .isEqualTo(1);
            scene.flows.failure.set(null);
        }
    }

    private static void differencesAreFoundAndWrittenRight(SwitchoverScene scene) {
        assertThat(different(scene, RepairMode.Report)).isEmpty();
        scene.target.execute(WRONG);
        assertThat(different(scene, RepairMode.Report))
                .containsExactlyInAnyOrder("public.by_mood", "public.mixed", "public.range_1", "public.keyless");
        scene.target.execute(scene.target
                .query("SELECT correction_sql FROM datamigration.difference ORDER BY source_table, number")
                .toArray(String[]::new));
        scene.assertSame(HashTrees.TABLES);
        scene.target.execute(WRONG);
        different(scene, RepairMode.Apply);
        scene.assertSame(HashTrees.TABLES);
    }

    /** Names of the tables that differ. */
    private static List<String> different(SwitchoverScene scene, RepairMode mode) {
        scene.verification = new FullVerificationSettings(
                false, null, 100, null, scene.verification.runNonce() + 1, new RepairSettings(mode, null), null);
        scene.run.update(scene.plan());
        var sync = scene.flows.running(Direction.Forward);
        return new FullVerification(scene.run.directed(Direction.Forward), sync, status -> {})
                .compare().tableResults().stream()
                        .filter(table -> table.result() != TableResult.Consistent)
                        .map(TableVerification::table)
                        .toList();
    }
}
