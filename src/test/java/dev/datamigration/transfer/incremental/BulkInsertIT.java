package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Inserts of many rows, where something on the target is in their way or acts on them. */
class BulkInsertIT {
    /** How each row came: the first word of the statement. */
    private static final String NOTES_HOW = """
            CREATE FUNCTION note_how() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              NEW.how := split_part(current_query(), ' ', 1);
              IF NEW.id = 77 THEN RETURN NULL; END IF;
              RETURN NEW;
            END $$""";

    private final SyncFixture sync = new SyncFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void whatIsInTheWayOfACopyIsWrittenAsEver() {
        sync.both(
                "CREATE TABLE plain (id int PRIMARY KEY, v text, twice int GENERATED ALWAYS AS (id * 2) STORED)",
                "CREATE TABLE numbered (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text)",
                "CREATE TABLE there (id int PRIMARY KEY, v text)",
                "CREATE TABLE again (id int PRIMARY KEY, v text)",
                "CREATE TABLE partial (id int PRIMARY KEY, u int, live boolean)",
                "CREATE UNIQUE INDEX ON partial (u) WHERE live",
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, p int REFERENCES parent DEFERRABLE INITIALLY DEFERRED)",
                "CREATE TABLE parts (id int, k int, PRIMARY KEY (id, k)) PARTITION BY LIST (k)",
                "CREATE TABLE parts_0 PARTITION OF parts FOR VALUES IN (0)",
                "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1)",
                "CREATE TABLE seen (id int PRIMARY KEY, how text)",
                "CREATE TABLE skipped (id int PRIMARY KEY, how text)",
                "CREATE TABLE ruled (id int)",
                "INSERT INTO again VALUES (5, 'old')",
                "INSERT INTO partial VALUES (0, 50, true)");
        sync.target.execute(
                "INSERT INTO there VALUES (50, 'of the target')",
                NOTES_HOW,
                "CREATE TRIGGER t BEFORE INSERT ON seen FOR EACH ROW WHEN (NEW.id <> 77) EXECUTE FUNCTION note_how()",
                "ALTER TABLE seen ENABLE ALWAYS TRIGGER t",
                "CREATE TRIGGER t BEFORE INSERT ON skipped FOR EACH ROW EXECUTE FUNCTION note_how()",
                "ALTER TABLE skipped ENABLE ALWAYS TRIGGER t",
                "CREATE TABLE by_rule (id int)",
                "CREATE RULE r AS ON INSERT TO ruled DO ALSO INSERT INTO by_rule VALUES (NEW.id)",
                "ALTER TABLE ruled ENABLE ALWAYS RULE r");
        sync.capture().start();
        var rows = " FROM generate_series(1, 200) g";
        sync.source.execute(
                "INSERT INTO plain SELECT g, CASE g % 3 WHEN 0 THEN E'a\\\\N\\tb\\r\\n\\\\.' WHEN 1 THEN '\\N' END"
                        + rows,
                "INSERT INTO plain SELECT 1000 + g, '\\.'" + rows,
                "INSERT INTO plain SELECT 2000 + g, repeat(E'\\t\\\\', 1000 + g)" + rows,
                "INSERT INTO numbered (v) SELECT g" + rows,
                "INSERT INTO there SELECT g, 'of the source'" + rows,
                "BEGIN; DELETE FROM again; INSERT INTO again SELECT g, 'new'" + rows + "; COMMIT",
                "BEGIN; INSERT INTO partial SELECT g, g, false" + rows
                        + "; UPDATE partial SET live = false WHERE id = 0;"
                        + " UPDATE partial SET live = true WHERE id = 50; COMMIT",
                "BEGIN; INSERT INTO child SELECT g, g" + rows + "; INSERT INTO parent SELECT g" + rows + "; COMMIT",
                "INSERT INTO parts SELECT g, g % 2" + rows,
                "INSERT INTO seen SELECT g" + rows,
                "INSERT INTO skipped SELECT g" + rows,
                "INSERT INTO ruled SELECT g" + rows);
        sync.caughtUp()
                .assertSame("plain", "numbered", "there", "again", "partial", "parent", "child", "parts", "ruled");
        assertThat(sync.target.query("SELECT DISTINCT how FROM seen ORDER BY 1"))
                .containsExactly("COPY", null);
        assertThat(sync.target.query("SELECT DISTINCT how FROM skipped")).containsExactly("INSERT");
        assertThat(sync.target.count("skipped")).isEqualTo(199);
        assertThat(sync.target.count("by_rule")).isEqualTo(200);
        sync.stop();
        assertThat(sync.counts()).containsEntry("conflicts", 2L);
    }
}
