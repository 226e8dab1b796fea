package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Inheritance and partitions are on the target as the source's catalog has them. */
class RelatedTablesIT {
    @Test
    void inheritanceAndPartitionsAreAsTheCatalogHasThem() {
        var scene = new SchemaScene(PostgresServers.shared(17), PostgresServers.shared(18));
        related(scene.source);
        scene.source.execute("""
                CREATE UNLOGGED SEQUENCE spare;
                CREATE TABLE kept (i int GENERATED ALWAYS AS IDENTITY);
                ALTER SEQUENCE kept_i_seq SET UNLOGGED;
                CREATE UNLOGGED TABLE quick (i int GENERATED ALWAYS AS IDENTITY, j serial);
                ALTER SEQUENCE quick_i_seq SET LOGGED;
                """);
        assertThat(scene.migrate().notCarried()).isEmpty();
        assertRelated(scene);
        var sequences =
                "SELECT relname::text || relpersistence::text FROM pg_class WHERE relkind = 'S' AND relnamespace ="
                        + " 'public'::regnamespace ORDER BY 1";
        assertThat(scene.target.query(sequences)).isEqualTo(scene.source.query(sequences));
    }

    @Test
    @Tag("long")
    void inheritanceIsCarriedToOldVersionsToo() {
        var scene = new SchemaScene(PostgresServers.shared(14), PostgresServers.shared(15));
        related(scene.source);
        assertThat(scene.migrate().notCarried()).isEmpty();
        assertRelated(scene);
    }

    private static void related(TestDatabase source) {
        source.execute("""
                CREATE TABLE parent (a int, g int GENERATED ALWAYS AS (a * 2) STORED);
                CREATE TABLE child (b int) INHERITS (parent);
                CREATE TABLE adopted (a int, g int GENERATED ALWAYS AS (a * 2) STORED);
                ALTER TABLE adopted INHERIT parent;
                ALTER TABLE parent ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
                ALTER TABLE child VALIDATE CONSTRAINT positive;
                CREATE TABLE p (a int NOT NULL, b int) PARTITION BY RANGE (a);
                CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
                CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (a);
                CREATE TABLE p_2_1 PARTITION OF p_2 DEFAULT;
                ALTER TABLE p_1 ADD PRIMARY KEY (a);
                ALTER TABLE p_2 ADD UNIQUE (a);
                CREATE UNIQUE INDEX p_a ON p (a);
                """);
    }

    private static void assertRelated(SchemaScene scene) {
        for (var facts : List.of(
                "SELECT conrelid::regclass || ' ' || conname || convalidated || conislocal || coninhcount FROM"
                        + " pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'c' ORDER BY 1",
                "SELECT i.indexrelid::regclass || coalesce(' of ' || h.inhparent::regclass, '') FROM pg_index i"
                        + " JOIN pg_class c ON c.oid = i.indrelid LEFT JOIN pg_inherits h ON h.inhrelid = i.indexrelid"
                        + " WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1",
                "SELECT attrelid::regclass || ' ' || attname || attgenerated::text || attinhcount FROM pg_attribute a"
                        + " JOIN pg_class c ON c.oid = attrelid AND relkind IN ('r', 'p')"
                        + " WHERE relnamespace = 'public'::regnamespace AND attnum > 0 ORDER BY 1")) {
            assertThat(scene.target.query(facts)).isEqualTo(scene.source.query(facts));
        }
    }
}
