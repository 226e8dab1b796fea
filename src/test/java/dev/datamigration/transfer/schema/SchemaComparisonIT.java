package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaDifferenceStatus;
import dev.datamigration.api.status.SchemaObject;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.transfer.structure.SchemaComparison;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the independent reading of both catalogs finds, and that its DDL ends it. */
class SchemaComparisonIT {
    private final SchemaScene scene = new SchemaScene(PostgresServers.source(), PostgresServers.target());

    @Test
    void aChildThatWasMadeByItselfGetsNothingOfItsParentThatItNeverHad() {
        scene.source.execute(
                "CREATE TABLE parent (n int DEFAULT 1, t text DEFAULT 'p', kept text DEFAULT 'p')",
                "ALTER TABLE parent ALTER t SET STORAGE EXTERNAL, ALTER t SET COMPRESSION pglz",
                "CREATE TABLE child (n int, t text, kept text DEFAULT 'c', own int)",
                "ALTER TABLE child INHERIT parent");
        scene.migrate();
        assertThat(scene.target.query(
                        "SELECT attname FROM pg_attribute WHERE attrelid = 'child'::regclass" + " AND atthasdef"))
                .containsExactly("kept");
        assertThat(SchemaDescription.differences(scene.source, scene.target)).isEmpty();
        assertThat(scene.compared().differences()).isEmpty();
    }

    /** The server prints them otherwise once it has read what it printed. */
    @Test
    void expressionsThatMeanTheSameAreNoDifference() {
        var same = new SchemaScene(PostgresServers.target(), PostgresServers.target());
        same.source.execute(
                "CREATE TABLE kinds (kind varchar(20) DEFAULT 'a', CONSTRAINT known CHECK (kind IN ('a', 'it''s, b')))",
                "CREATE INDEX some_kinds ON kinds (kind) WHERE kind IN ('a', 'c')",
                "CREATE VIEW either AS SELECT q.kind, q.n FROM (SELECT kind, 1 FROM kinds UNION ALL SELECT kind, NULL::integer"
                        + " FROM kinds) q(kind, n)");
        same.migrate();
        assertThat(same.target.query("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'known'"))
                .isNotEqualTo(same.source.query(
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'known'"));
        assertThat(same.compared().differences()).isEmpty();
        same.target.execute(
                "ALTER TABLE kinds DROP CONSTRAINT known, ADD CONSTRAINT known CHECK (kind IN ('a', 'other'))");
        assertThat(same.compared().differences())
                .extracting(SchemaDifferenceStatus::name)
                .containsExactly("known of public.kinds");
    }

    @Test
    void whatTheSchemaStageDidNotMakeAlikeIsListedAndIsNoChangeOfTheSource() {
        scene.source.execute("CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 1, b text NOT NULL)");
        scene.migrate();
        scene.target.execute(
                "ALTER TABLE t ALTER a DROP DEFAULT, ALTER b DROP NOT NULL, ALTER b SET STATISTICS 7, ADD c int",
                "ALTER TABLE t SET (fillfactor = 50)",
                "CREATE TABLE not_ours (n int)");
        var found = scene.compared();
        assertThat(found.changed()).isZero();
        assertThat(found.different()).isEqualTo(4);
        assertThat(found.differences())
                .extracting(SchemaDifferenceStatus::name)
                .containsExactlyInAnyOrder("public.t", "a of public.t", "b of public.t", "c of public.t");
        closed(found);
    }

    @Test
    void everyChangeOfTheSourceIsToldWithDdlThatEndsIt() {
        scene.source.execute(
                "CREATE TYPE mood AS ENUM ('good', 'bad')",
                "CREATE TABLE event (id bigint, at date NOT NULL, note text) PARTITION BY RANGE (at)",
                "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')",
                "CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')",
                "CREATE TABLE event_3 PARTITION OF event FOR VALUES FROM ('2026-03-01') TO ('2026-04-01')",
                "CREATE TABLE item (id int PRIMARY KEY, a int DEFAULT 1, b text, c int, d int, e int)",
                "CREATE INDEX item_a ON item (a)",
                "CREATE INDEX item_b ON item (b)",
                "ALTER TABLE item ADD CONSTRAINT positive CHECK (a > 0)",
                "CREATE VIEW shown AS SELECT id FROM item",
                "CREATE TABLE gone (n int)",
                "CREATE TABLE moved (n int)",
                "CREATE FUNCTION f(i int) RETURNS int LANGUAGE sql AS 'SELECT i'");
        new SchemaComparison(scene.run()).begin();
        scene.migrate();
        assertThat(scene.compared().differences()).isEmpty();

        scene.source.execute(
                "ALTER TYPE mood ADD VALUE 'better' AFTER 'good'",
                "ALTER TABLE event DETACH PARTITION event_1",
                "DROP TABLE event_2",
                "CREATE TABLE event_4 PARTITION OF event FOR VALUES FROM ('2026-04-01') TO ('2026-05-01')",
                "ALTER TABLE event ADD COLUMN more text DEFAULT 'm'",
                "CREATE INDEX event_at ON event (at)",
                "ALTER TABLE item ALTER a SET DEFAULT 2, ALTER b SET NOT NULL, DROP COLUMN c, ADD f numeric(5,1)",
                "ALTER TABLE item RENAME d TO dd",
                "ALTER TABLE item ALTER e TYPE bigint",
                "DROP INDEX item_a",
                "DROP INDEX item_b",
                "CREATE UNIQUE INDEX item_b ON item (b, a)",
                "ALTER TABLE item DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (a > 1)",
                "CREATE OR REPLACE VIEW shown AS SELECT id, a FROM item",
                "CREATE VIEW other AS SELECT b FROM item",
                "DROP TABLE gone",
                "ALTER TABLE moved RENAME TO moved_on",
                "CREATE OR REPLACE FUNCTION f(i int) RETURNS int LANGUAGE sql AS 'SELECT i + 1'",
                "CREATE TABLE fresh (id serial PRIMARY KEY, item int REFERENCES item)",
                "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        var found = scene.compared();
        assertThat(found.different()).isZero();
        assertThat(found.differences()).hasSize(20).allMatch(SchemaDifferenceStatus::changed);
        assertThat(scene.target.query("SELECT kind || ' ' || name FROM datamigration.schema_difference"))
                .contains(
                        "Type public.mood",
                        "Table public.event_1",
                        "Table public.event_2",
                        "Table public.event_4",
                        "Column more of public.event",
                        "Index event_at of public.event",
                        "Column a of public.item",
                        "Column b of public.item",
                        "Column c of public.item",
                        "Column f of public.item",
                        "Column dd of public.item",
                        "Column e of public.item",
                        "Index item_a of public.item",
                        "Index item_b of public.item",
                        "Constraint positive of public.item",
                        "View public.shown",
                        "View public.other",
                        "Table public.gone",
                        "Table public.moved_on",
                        "Function public.f(i integer)",
                        "Table public.fresh",
                        "Function public.g()")
                .doesNotContain("Table public.moved", "Column n of public.moved_on");
        closed(found);
        assertThat(SchemaDescription.differences(scene.source, scene.target)).isEmpty();
    }

    @Test
    void rowsThatUsersHaveWrittenIntoTablesOfExtensionsComeAlongAndAreCompared() {
        for (var database : List.of(scene.source, scene.target)) {
            database.execute(
                    "CREATE EXTENSION citext",
                    "CREATE TABLE setting (name citext PRIMARY KEY, value text, own boolean, size int GENERATED ALWAYS AS"
                            + " (length(value)) STORED)",
                    "INSERT INTO setting VALUES ('theirs', 'x', false)",
                    "ALTER EXTENSION citext ADD TABLE setting",
                    "CREATE TABLE about_setting (name citext REFERENCES setting)",
                    "ALTER EXTENSION citext ADD TABLE about_setting",
                    "CREATE SEQUENCE setting_number",
                    "ALTER EXTENSION citext ADD SEQUENCE setting_number",
                    "UPDATE pg_extension SET extconfig = ARRAY['about_setting'::regclass::oid, 'setting'::regclass, 'setting_number'::regclass],"
                            + " extcondition = ARRAY['', 'WHERE own', ''] WHERE extname = 'citext'");
        }
        scene.source.execute("SELECT setval('setting_number', 41)");
        scene.source.execute(
                "GRANT SELECT ON setting TO pg_monitor WITH GRANT OPTION",
                "REVOKE EXECUTE ON FUNCTION citext(inet) FROM PUBLIC",
                "GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_waldir() TO pg_signal_backend",
                "GRANT SELECT (rolname) ON pg_catalog.pg_authid TO pg_monitor",
                "GRANT SELECT (rolsuper) ON pg_catalog.pg_authid TO CURRENT_USER");
        scene.source.execute(
                "INSERT INTO setting SELECT 'mine' || i, E'tab\\t', true FROM generate_series(1, 3) i",
                "INSERT INTO about_setting VALUES ('mine2')");
        var granted = scene.migrate().notCarried();
        assertThat(granted)
                .extracting(SchemaObject::name)
                .containsExactlyInAnyOrder("on objects of the extension citext", "on objects of the server");
        granted.forEach(left -> scene.target.execute(left.reason().split("need: ")[1]));
        for (var acl : List.of(
                "relacl::text FROM pg_class WHERE relname = 'setting'",
                "attname || attacl::text FROM pg_attribute WHERE attrelid = 'pg_authid'::regclass AND attacl IS NOT NULL ORDER BY 1",
                "proacl::text FROM pg_proc WHERE oid::regprocedure::text IN ('citext(inet)', 'pg_ls_waldir()') ORDER BY 1")) {
            assertThat(scene.target.query("SELECT " + acl)).isEqualTo(scene.source.query("SELECT " + acl));
        }
        assertThat(scene.compared().differences())
                .extracting(SchemaDifferenceStatus::name)
                .containsExactly(
                        "public.about_setting of extension citext",
                        "public.setting of extension citext",
                        "public.setting_number of extension citext");

        new SchemaComparison(scene.run()).copyExtensionRows();
        new SchemaComparison(scene.run()).copyExtensionRows();
        assertThat(scene.target.query("SELECT setting::text FROM setting ORDER BY name"))
                .isEqualTo(scene.source.query("SELECT setting::text FROM setting ORDER BY name"));
        assertThat(scene.target.queryOne("SELECT nextval('setting_number')")).isEqualTo("42");
        var sequence = scene.compared().differences().get(0);
        assertThat(sequence.message()).contains("at 41 on the source, at 42 on the target");
        scene.target.execute(sequence.sql());
        assertThat(scene.compared().differences()).isEmpty();

        scene.source.execute("UPDATE setting SET value = 'changed' WHERE name = 'mine1'");
        assertThat(scene.compared().differences())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("3 rows on the source, 3 rows on the target"));
    }

    /** The query that the status gives is run, and each statement it prints, as it is printed. */
    private void closed(SchemaComparisonStatus found) {
        List<String> statements = scene.target.query(found.script().replace("On the target: ", ""));
        assertThat(statements).isNotEmpty();
        statements.forEach(scene.target::execute);
        assertThat(scene.compared().differences()).isEmpty();
    }
}
