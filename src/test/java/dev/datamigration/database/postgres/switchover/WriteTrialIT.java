package dev.datamigration.database.postgres.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.testing.PostgresServers;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the trial proves does not depend on the row it meets. */
class WriteTrialIT {
    private static final ObjectFilter EVERYTHING =
            new ObjectFilter(new ObjectSelection(List.of("*.*"), null, null, null));

    @Test
    void aRowThatItsTableRefusesTodayIsLeftAlone() throws SQLException {
        var database = PostgresServers.shared(18).createDatabase("trial");
        database.execute(
                "CREATE TABLE plain AS SELECT 1 AS n",
                "CREATE TABLE unchecked AS SELECT -1 AS n",
                "ALTER TABLE unchecked ADD CHECK (n > 0) NOT VALID",
                "CREATE TABLE unfilled (id int, n int)",
                "INSERT INTO unfilled VALUES (1, NULL)",
                "ALTER TABLE unfilled ADD CONSTRAINT filled NOT NULL n NOT VALID",
                "CREATE TABLE guarded AS SELECT 1 AS n",
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$BEGIN RAISE EXCEPTION 'not this one' USING ERRCODE = '42501'; END$$",
                "CREATE TRIGGER guard BEFORE DELETE ON guarded FOR EACH ROW EXECUTE FUNCTION refuse()",
                "ALTER TABLE guarded ENABLE ALWAYS TRIGGER guard");
        var outcomes = new TreeMap<String, WriteTrial.Outcome>();
        try (var connection = database.connect()) {
            var checked = new CheckedDatabase(database.access(Side.Source), connection);
            for (var table : DataTables.read(connection, EVERYTHING)) {
                outcomes.put(table.name().table(), new WriteTrial(checked, table).run());
            }
        }
        assertThat(outcomes)
                .containsEntry("plain", WriteTrial.Outcome.Written)
                .containsEntry("unchecked", WriteTrial.Outcome.WrittenWithoutRow)
                .containsEntry("unfilled", WriteTrial.Outcome.WrittenWithoutRow)
                .containsEntry("guarded", WriteTrial.Outcome.WrittenWithoutRow);
        assertThat(database.query("SELECT n FROM unchecked")).containsExactly("-1");
    }
}
