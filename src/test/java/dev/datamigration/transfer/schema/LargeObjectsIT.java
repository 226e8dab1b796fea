package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.status.LargeObjectProgress;
import dev.datamigration.api.status.RepairStatus;
import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.LargeObjectHandling;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.api.task.RepairSettings;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.FullVerification;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LargeObjectsIT {
    private static final String CONTENT = """
            SELECT concat_ws(' ', m.oid, encode(sha256(lo_get(m.oid)), 'hex'), length(lo_get(m.oid)), lomowner::regrole,
                     obj_description(m.oid, 'pg_largeobject'),
                     (SELECT string_agg(grantee::regrole || privilege_type, ',' ORDER BY privilege_type) FROM aclexplode(lomacl)
                       WHERE grantee <> lomowner))
              FROM pg_largeobject_metadata m ORDER BY m.oid
            """;

    private static final String DIFFERENCES =
            "SELECT class || ' ' || key_values[1] FROM datamigration.difference ORDER BY number";
    private static final Set<MigrationType> TYPES = Set.of(MigrationType.Schema, MigrationType.Full);

    private final SchemaScene scene = scene();

    private static SchemaScene scene() {
        var scene = new SchemaScene(PostgresServers.shared(17), PostgresServers.shared(18));
        scene.objects = scene.objects.with(LargeObjectHandling.Carry);
        return scene;
    }

    @Test
    void theyAreCopiedAndCopiedAgainWhereTheyHaveChanged() {
        for (var database : List.of(scene.source, scene.target)) {
            role(database, "keeper_of_objects");
            role(database, "reader_of_objects");
        }
        scene.source.execute("""
                SELECT lo_from_bytea(70001, (SELECT string_agg(sha256(n::text::bytea), '' ORDER BY n) FROM generate_series(1, 70000) n));
                SELECT lo_create(70002);
                SELECT lo_from_bytea(70003, 'short'), lo_from_bytea(70004, 'goes');
                SELECT lo_create(70005), lo_put(70005, 3000000, 'behind a hole');
                COMMENT ON LARGE OBJECT 70003 IS 'it''s short';
                GRANT SELECT, UPDATE ON LARGE OBJECT 70003 TO reader_of_objects;
                ALTER LARGE OBJECT 70003 OWNER TO keeper_of_objects;
                """);
        scene.target.execute("SELECT lo_from_bytea(70099, 'of somebody else')");
        assertThat(copy()).isEqualTo(new LargeObjects.Copied(5, 5, 0, 0));
        assertThat(onTarget()).isEqualTo(scene.source.query(CONTENT));
        assertThat(copy()).isEqualTo(new LargeObjects.Copied(5, 0, 0, 0));

        scene.source.execute("""
                SELECT lo_put(70001, 1500000, 'changed');
                SELECT lo_truncate(lo_open(70003, 131072), 2);
                SELECT lo_unlink(70004);
                SELECT lo_from_bytea(70006, 'new');
                COMMENT ON LARGE OBJECT 70002 IS 'said later';
                GRANT SELECT ON LARGE OBJECT 70002 TO reader_of_objects;
                GRANT UPDATE ON LARGE OBJECT 70001 TO reader_of_objects;
                """);
        assertThat(copy()).isEqualTo(new LargeObjects.Copied(5, 1, 2, 1));
        assertThat(onTarget()).isEqualTo(scene.source.query(CONTENT));
        assertThat(scene.target.queryOne("SELECT convert_from(lo_get(70099), 'UTF8')"))
                .isEqualTo("of somebody else");
        role(scene.source, "only_here_keeper");
        role(scene.source, "only_here_reader");
        scene.source.execute(
                "ALTER LARGE OBJECT 70002 OWNER TO only_here_keeper",
                "GRANT SELECT ON LARGE OBJECT 70003 TO only_here_reader");
        assertThat(SchemaScene.stage(run(), status -> {}).beforeLoad().notCarried())
                .extracting(left -> left.kind() + " " + left.name())
                .containsExactly("Privileges owner only_here_keeper", "Privileges grants to only_here_reader");
        scene.source.execute(
                "DROP OWNED BY only_here_keeper, only_here_reader", "DROP ROLE only_here_keeper, only_here_reader");
        assertThat(SchemaScene.stage(run(), status -> {}).beforeLoad().notCarried())
                .isEmpty();
        assertThat(scene.before().notCarried()).hasSize(1); // without Full nobody copies them
    }

    @Test
    void anotherOneUnderTheSameOidStaysUntilSomebodyRemovesIt() {
        scene.source.execute("SELECT lo_from_bytea(70001, 'ours')");
        scene.target.execute("SELECT lo_from_bytea(70001, 'theirs')");
        assertThatThrownBy(this::copy).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.SchemaNotCreated);
            assertThat(e.failure().message()).contains("Large object 70001");
            var remedy = Pattern.compile("SELECT .*?;").matcher(e.failure().remedy());
            assertThat(remedy.find()).isTrue();
            scene.target.execute(remedy.group());
        });
        assertThat(copy().written()).isEqualTo(1);
        assertThat(scene.target.queryOne("SELECT convert_from(lo_get(70001), 'UTF8')"))
                .isEqualTo("ours");
    }

    @Test
    void aFullVerificationComparesThemAndItsRepairCopiesWhatDiffers() {
        scene.source.execute("SELECT lo_from_bytea(70000 + n, (n || 'th')::bytea) FROM generate_series(1, 5) n");
        scene.target.execute("SELECT lo_from_bytea(70099, 'of somebody else')");
        var told = new ArrayList<LargeObjectProgress>();
        run().largeObjects().orElseThrow().copy(told::add);
        assertThat(told.get(0)).isEqualTo(new LargeObjectProgress(5L, 0L, 0L));
        assertThat(told.get(told.size() - 1)).isEqualTo(new LargeObjectProgress(5L, 5L, 15L));
        var equal = verified(1, RepairMode.Report);
        assertThat(equal.consistent()).isTrue();
        assertThat(equal.tableResults()).singleElement().satisfies(found -> {
            assertThat(found.table()).isEqualTo("pg_catalog.pg_largeobject");
            assertThat(found.result()).isEqualTo(TableResult.Consistent);
            assertThat(found.consistent()).isEqualTo(5);
        });

        scene.source.execute("SELECT lo_put(70001, 0, 'changed'), lo_unlink(70002), lo_from_bytea(70006, 'new')");
        scene.target.execute("SELECT lo_put(70003, 0, 'damaged'), lo_unlink(70004)");
        var different = verified(2, RepairMode.Report);
        assertThat(different.consistent()).isFalse();
        assertThat(different.tableResults()).singleElement().satisfies(found -> {
            assertThat(found.result()).isEqualTo(TableResult.Inconsistent);
            assertThat(List.of(found.consistent(), found.mismatched(), found.sourceOnly(), found.targetOnly()))
                    .containsExactly(1L, 2L, 2L, 1L);
            assertThat(found.message()).contains("repair.mode: Apply");
        });
        assertThat(verified(2, RepairMode.Report).mismatchedRows()).isEqualTo(2); // as it was kept
        assertThat(scene.target.query(DIFFERENCES))
                .containsExactly(
                        "Mismatched 70001",
                        "Mismatched 70003",
                        "SourceOnly 70004",
                        "SourceOnly 70006",
                        "TargetOnly 70002");
        scene.target.execute(scene.target.queryOne(
                "SELECT correction_sql FROM datamigration.difference WHERE class = 'TargetOnly'"));

        var repaired = verified(3, RepairMode.Apply);
        assertThat(repaired.consistent()).isTrue();
        assertThat(repaired.repair()).isEqualTo(new RepairStatus(2L, 2L, 0L, 0L, null));
        assertThat(onTarget()).isEqualTo(scene.source.query(CONTENT));
    }

    @Test
    void moreThanARepairMayWriteAreLeft() {
        scene.source.execute("SELECT lo_from_bytea(70000 + n, 'x') FROM generate_series(1, 3) n");
        scene.verification =
                new FullVerificationSettings(null, null, null, 1, 1L, new RepairSettings(RepairMode.Apply, 2), null);
        var found = verified();
        assertThat(found.consistent()).isFalse();
        assertThat(found.repair().left()).isEqualTo(3);
        assertThat(found.repair().message()).contains("maxRows (2)");
        assertThat(onTarget()).isEmpty();
    }

    private VerificationStatus verified(long nonce, RepairMode mode) {
        scene.verification =
                new FullVerificationSettings(null, null, null, null, nonce, new RepairSettings(mode, null), null);
        return verified();
    }

    private VerificationStatus verified() {
        return new FullVerification(run(), null, status -> {}).compare();
    }

    private static void role(TestDatabase database, String name) {
        database.execute("DO 'BEGIN CREATE ROLE %s; EXCEPTION WHEN duplicate_object THEN NULL; END'".formatted(name));
    }

    private LargeObjects.Copied copy() {
        return run().largeObjects().orElseThrow().copy(progress -> {});
    }

    private Run run() {
        return scene.run(TYPES);
    }

    private List<String> onTarget() {
        return scene.target.query(CONTENT).stream()
                .filter(object -> !object.startsWith("70099"))
                .toList();
    }
}
