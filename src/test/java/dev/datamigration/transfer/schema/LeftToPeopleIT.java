package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.status.SchemaObject;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.Printed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person decides about is listed with the statement that does it. */
class LeftToPeopleIT {
    @Test
    void anExtensionThatNothingNeedsIsCreatedByHand() {
        var scene = scene().selecting(List.of("public.needed"), null, null);
        scene.source.execute("CREATE EXTENSION unaccent", "CREATE TABLE needed (id int PRIMARY KEY)");
        var left = scene.migrate().notCarried();
        assertThat(left).extracting(SchemaObject::name).containsExactly("unaccent");
        scene.target.execute(Printed.statement(left.get(0).reason(), "CREATE EXTENSION"));
        assertThat(scene.target.count("pg_extension WHERE extname = 'unaccent'"))
                .isEqualTo(1);
    }

    @Test
    void tablespacesOfTablesAndIndexesAreListed() {
        var scene = scene();
        scene.source.execute("SET allow_in_place_tablespaces = on", "CREATE TABLESPACE spare LOCATION ''");
        scene.source.execute(
                "CREATE TABLE t (a int PRIMARY KEY USING INDEX TABLESPACE spare, b int) TABLESPACE spare",
                "CREATE INDEX i ON t (b) TABLESPACE spare",
                "CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler",
                "CREATE MATERIALIZED VIEW v USING heap_too TABLESPACE spare AS SELECT a FROM t");
        var left = scene.migrate().notCarried();
        assertThat(left)
                .extracting(object -> object.kind() + " " + object.name())
                .containsExactlyInAnyOrder(
                        "Tablespace public.t TABLESPACE spare",
                        "Tablespace public.v TABLESPACE spare",
                        "AccessMethod public.v USING heap_too",
                        "Tablespace public.t_pkey TABLESPACE spare",
                        "Tablespace public.i TABLESPACE spare");
        scene.target.execute("SET allow_in_place_tablespaces = on", "CREATE TABLESPACE \"its own\" LOCATION ''");
        left.stream()
                .filter(object -> object.kind().equals("Tablespace"))
                .map(object -> Printed.filled(Printed.statement(object.reason(), "ALTER "), "\"its own\""))
                .forEach(scene.target::execute);
        assertThat(
                        scene.target.query(
                                "SELECT relname FROM pg_class JOIN pg_tablespace s ON s.oid = reltablespace WHERE spcname = 'its own' ORDER BY 1"))
                .containsExactly("i", "t", "t_pkey", "v");
    }

    /** The branch is one that the precheck does not come to. */
    @Test
    void aFunctionThatFindsANameByASearchPathOnlyIsNamedWithItsCallerAndMended() {
        var scene = scene();
        scene.source.execute(
                "CREATE SCHEMA lib",
                "CREATE FUNCTION lib.plain(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)'",
                "CREATE FUNCTION folded(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS"
                        + " 'BEGIN IF $1 = ''rare'' THEN RETURN plain($1); END IF; RETURN $1; END'",
                "CREATE TABLE t (a text)",
                "CREATE INDEX t_folded ON t (folded(a))",
                "ALTER DATABASE \"" + scene.source.name() + "\" SET search_path = public, lib");
        scene.before();
        scene.target.execute("INSERT INTO t VALUES ('usual'), ('rare')");
        assertThatThrownBy(scene::after).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.SchemaNotCreated);
            assertThat(e.failure().message()).contains("t_folded", "It calls public.folded(text)");
            scene.target.execute(Printed.statement(e.failure().remedy(), "ALTER FUNCTION"));
        });
        scene.after();
        assertThat(scene.target.count("pg_indexes WHERE indexname = 't_folded'"))
                .isEqualTo(1);
        assertThat(scene.target.count("t")).isEqualTo(2);
    }

    private static SchemaScene scene() {
        return new SchemaScene(PostgresServers.shared(17), PostgresServers.shared(18));
    }
}
