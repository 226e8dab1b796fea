package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.SchemaDifferenceStatus;
import dev.datamigration.api.status.SchemaObject;
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
                CREATE TABLE named_alike (a int NOT NULL, b int NOT NULL, a_not_null int NOT NULL);
                ALTER TABLE named_alike ADD CONSTRAINT named_alike_a_not_null CHECK (a > 5);
                ALTER TABLE named_alike ADD CONSTRAINT a_not_null UNIQUE (a, b);
                """);
        assertThat(scene.migrate().notCarried()).isEmpty();
        assertRelated(scene);
        assertThat(scene.compared().differences()).isEmpty();
        scene.target.execute("ALTER TABLE youngest NO INHERIT younger", "ALTER TABLE youngest INHERIT younger");
        assertThat(scene.compared().differences())
                .extracting(SchemaDifferenceStatus::name)
                .contains("later of public.youngest", "last of public.youngest");
        var sequences =
                "SELECT relname::text || relpersistence::text FROM pg_class WHERE relkind = 'S' AND relnamespace ="
                        + " 'public'::regnamespace ORDER BY 1";
        assertThat(scene.target.query(sequences)).isEqualTo(scene.source.query(sequences));
    }

    /** From version 18 on NOT NULL is a constraint, with a name, a comment, and a word on who declares it. */
    @Test
    void notNullIsAsTheCatalogHasIt() {
        var scene = new SchemaScene(PostgresServers.shared(18), PostgresServers.shared(18));
        scene.source.execute("""
                CREATE TABLE parent (a int CONSTRAINT "A there" NOT NULL, b int, c int);
                CREATE TABLE same_name (CONSTRAINT "A there" NOT NULL a) INHERITS (parent);
                CREATE TABLE own_name (CONSTRAINT other NOT NULL a, CONSTRAINT b_there NOT NULL b) INHERITS (parent);
                CREATE TABLE inheriting (x int NOT NULL) INHERITS (parent);
                CREATE TABLE merging (a int, c int NOT NULL NO INHERIT) INHERITS (parent);
                CREATE TABLE unsure (a int);
                CREATE TABLE sure (a int) INHERITS (unsure);
                CREATE TABLE sure_too () INHERITS (unsure);
                ALTER TABLE unsure ADD CONSTRAINT a_known NOT NULL a NOT VALID;
                ALTER TABLE sure VALIDATE CONSTRAINT a_known;
                ALTER TABLE sure_too VALIDATE CONSTRAINT a_known;
                COMMENT ON CONSTRAINT a_known ON sure_too IS 'of all rows';
                COMMENT ON CONSTRAINT "A there" ON parent IS 'known';
                COMMENT ON CONSTRAINT other ON own_name IS 'here too';
                """);
        assertThat(scene.migrate().notCarried()).isEmpty();
        var constraints = "SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), coninhcount,"
                // what holds for a child alone is declared by it, as in a dump
                + " CASE WHEN conname <> 'a_known' THEN conislocal END,"
                + " connoinherit, obj_description(oid, 'pg_constraint')) FROM pg_constraint"
                + " WHERE connamespace = 'public'::regnamespace ORDER BY 1";
        assertThat(scene.target.query(constraints)).isEqualTo(scene.source.query(constraints));
    }

    /** From version 18 on a check of a parent may be none that rows have to obey, while its child's is. */
    @Test
    void whatAChildEnforcesAndItsParentDoesNotIsEnforced() {
        var scene = new SchemaScene(PostgresServers.shared(18), PostgresServers.shared(18));
        scene.source.execute("""
                CREATE TABLE parent (a int, CONSTRAINT positive CHECK (a > 0) NOT ENFORCED);
                CREATE TABLE own (CONSTRAINT positive CHECK (a > 0)) INHERITS (parent);
                CREATE TABLE adopted (a int, CONSTRAINT positive CHECK (a > 0));
                ALTER TABLE adopted INHERIT parent;
                CREATE TABLE lax () INHERITS (parent);
                CREATE TABLE parted (a int, CONSTRAINT positive CHECK (a > 0) NOT ENFORCED) PARTITION BY LIST (a);
                CREATE TABLE strict (a int, CONSTRAINT positive CHECK (a > 0));
                ALTER TABLE parted ATTACH PARTITION strict FOR VALUES IN (1, -1);
                CREATE TABLE loose PARTITION OF parted FOR VALUES IN (2, -2);
                """);
        assertThat(scene.migrate().notCarried()).isEmpty();
        var checks = "SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) || coninhcount FROM pg_constraint"
                + " WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1";
        assertThat(scene.target.query(checks))
                .isEqualTo(scene.source.query(checks))
                .hasSize(7);
        assertThat(scene.compared().differences()).isEmpty();
    }

    @Test
    @Tag("long")
    void inheritanceIsCarriedToOldVersionsToo() {
        var scene = new SchemaScene(PostgresServers.shared(14), PostgresServers.shared(15));
        related(scene.source);
        assertThat(scene.migrate().notCarried()).extracting(SchemaObject::name).containsExactly("on the schema public");
        assertRelated(scene);
    }

    private static void related(TestDatabase source) {
        source.execute("""
                CREATE TABLE parent (a int, g int GENERATED ALWAYS AS (a * 2) STORED);
                CREATE TABLE child (b int) INHERITS (parent);
                ALTER TABLE child ALTER a SET NOT NULL;
                CREATE TABLE adopted (a int, g int GENERATED ALWAYS AS (a * 2) STORED);
                ALTER TABLE adopted INHERIT parent;
                CREATE TABLE elder (a int NOT NULL DEFAULT 1);
                CREATE TABLE younger (own int GENERATED BY DEFAULT AS IDENTITY, a int DEFAULT 2) INHERITS (elder);
                CREATE TABLE youngest (e text DEFAULT 'e') INHERITS (younger);
                ALTER TABLE elder ADD COLUMN later text COLLATE "C" NOT NULL DEFAULT 'l', ADD CHECK (a > 0);
                ALTER TABLE youngest ALTER later SET DEFAULT 'y';
                ALTER TABLE younger ADD COLUMN last int[];
                ALTER TABLE youngest ADD CONSTRAINT elder_a_check CHECK (a > 0);
                ALTER TABLE parent ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
                ALTER TABLE child VALIDATE CONSTRAINT positive;
                ALTER TABLE adopted ADD CONSTRAINT beyond CHECK (a > 1);
                ALTER TABLE parent ADD CONSTRAINT beyond CHECK (a > 1) NOT VALID;
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
                "SELECT attrelid::regclass || ' ' || attnum || attname || attgenerated::text || attinhcount || attislocal ||"
                        + " attnotnull || coalesce(pg_get_expr(adbin, adrelid), '') FROM pg_attribute a"
                        + " LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
                        + " JOIN pg_class c ON c.oid = attrelid AND relkind IN ('r', 'p')"
                        + " WHERE relnamespace = 'public'::regnamespace AND attnum > 0 ORDER BY 1")) {
            assertThat(scene.target.query(facts)).isEqualTo(scene.source.query(facts));
        }
    }
}
