package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.SchemaObject;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.task.UnsupportedHandling;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.precheck.Precheck;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be made is known, with all that needs it, before anything is touched. */
class UnsupportedObjectsIT {
    private static final String[] SOURCE = {
        """
        CREATE TYPE odd;
        CREATE FUNCTION odd_in(cstring) RETURNS odd LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
        CREATE FUNCTION odd_out(odd) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
        CREATE TYPE odd (INPUT = odd_in, OUTPUT = odd_out, LIKE = int4)
        """,
        "CREATE FUNCTION of_odd(odd) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
        "CREATE FUNCTION makes_odd(int) RETURNS odd LANGUAGE sql IMMUTABLE AS $$ SELECT '1'::public.odd $$",
        "CREATE FUNCTION plain() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
        "CREATE TABLE t (a int PRIMARY KEY, b text CHECK (of_odd(makes_odd(length(b))) > 0))",
        "CREATE INDEX t_odd ON t (of_odd(makes_odd(a)))",
        "CREATE INDEX t_b ON t (b)",
        "CREATE VIEW shows AS SELECT of_odd(makes_odd(a)) FROM t",
        "CREATE VIEW above AS SELECT * FROM shows"
    };

    private final SchemaScene scene = new SchemaScene(PostgresServers.shared(17), PostgresServers.shared(18));

    @Test
    void whatNeedsATypeThatOnlyASuperuserMayMakeIsListedBeforeAndTheRestIsMade() {
        scene.source.execute(SOURCE);
        scene.targetLogin = limited(scene.target);
        assertThat(item()).satisfies(item -> {
            assertThat(item.status()).isEqualTo(PrecheckItemStatus.Failed);
            assertThat(item.message())
                    .contains("BaseType public.odd", "Index public.t_odd", "View public.shows", "View public.above")
                    .contains("Function public.of_odd(public.odd) needs BaseType public.odd")
                    .contains("Constraint t_b_check on public.t needs Function public.")
                    .doesNotContain("t_b,", "plain");
        });
        scene.objects = scene.objects.with(UnsupportedHandling.Skip);
        assertThat(item().status()).isEqualTo(PrecheckItemStatus.Warning);
        var status = scene.migrate();
        assertThat(objects(status))
                .containsExactlyInAnyOrder(
                        "public.odd",
                        "public.odd_in(cstring)",
                        "public.odd_out(public.odd)",
                        "public.of_odd(public.odd)",
                        "public.makes_odd(integer)",
                        "t_b_check on public.t",
                        "public.t_odd",
                        "public.shows",
                        "public.above");
        assertThat(scene.target.query("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 't'::regclass"))
                .containsExactlyInAnyOrder("t_pkey", "t_b");

        scene.target.execute(SOURCE[0]); // as the remedy says
        scene.objects = scene.objects.with(UnsupportedHandling.Fail);
        assertThat(item().status()).isEqualTo(PrecheckItemStatus.Passed);
        assertThat(objects(scene.migrate())).isEmpty();
    }

    private static TestDatabase limited(TestDatabase target) {
        target.execute(
                "SET password_encryption = 'scram-sha-256'; CREATE ROLE maker_of_objects LOGIN PASSWORD 'maker-secret'",
                "ALTER DATABASE \"%s\" OWNER TO maker_of_objects".formatted(target.name()));
        return new TestDatabase(target.host(), target.port(), target.name(), "maker_of_objects", "maker-secret");
    }

    private static List<String> objects(SchemaStatus status) {
        return status.notCarried().stream()
                .filter(object -> !object.kind().equals("Privileges"))
                .map(SchemaObject::name)
                .toList();
    }

    @Test
    void whatIsNotSelectedIsMissedByWhatNeedsItButNotByPartitions() {
        scene.selecting(List.of("public.wanted*", "public.p_1"), null, null);
        scene.source.execute(
                "CREATE TABLE other (a int PRIMARY KEY)",
                "CREATE VIEW wanted_view AS SELECT a FROM other",
                "CREATE TABLE wanted (o other, b int REFERENCES other)",
                "CREATE TABLE p (a int) PARTITION BY LIST (a)",
                "CREATE TABLE p_1 PARTITION OF p DEFAULT");
        assertThat(item()).satisfies(item -> {
            assertThat(item.status()).isEqualTo(PrecheckItemStatus.Failed);
            assertThat(item.message())
                    .isEqualTo("Tables cannot be made on the target: Table public.wanted needs Table public.other"
                            + " (not selected); View public.wanted_view needs Table public.other (not selected).");
        });
        scene.target.execute("CREATE TABLE other (a int PRIMARY KEY)");
        assertThat(item().status()).isEqualTo(PrecheckItemStatus.Warning);
    }

    private PrecheckItem item() {
        return new Precheck(scene.run(), status -> {})
                .check().items().stream()
                        .filter(item -> item.name().equals("UnsupportedObjects"))
                        .findFirst()
                        .orElseThrow();
    }
}
