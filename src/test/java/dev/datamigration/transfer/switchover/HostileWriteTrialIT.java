package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.switchover.WriteTrial;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.testing.HostileOwner;
import dev.datamigration.testing.PostgresServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trial of the way back writes as the source's account, often a superuser, into tables of anybody. */
class HostileWriteTrialIT {
    private static final ObjectFilter EVERYTHING =
            new ObjectFilter(new ObjectSelection(List.of("*.*"), null, null, null));

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void ownersOfTablesGainNothingByIt(int version) throws SQLException {
        var database = PostgresServers.shared(version).createDatabase("trial");
        HostileOwner.install(database);
        try (var connection = database.connect()) {
            var checked = new CheckedDatabase(database.access(Side.Source), connection);
            var onlyAsked = new ArrayList<String>();
            for (var table : DataTables.read(connection, EVERYTHING)) {
                if (new WriteTrial(checked, table).run() == WriteTrial.Outcome.OnlyAsked) {
                    onlyAsked.add(table.name().table());
                }
                assertThat(HostileOwner.isSuperuser(database))
                        .as(table.name().toString())
                        .isFalse();
            }
            assertThat(onlyAsked).containsExactlyInAnyOrderElementsOf(HostileOwner.TABLES);
        } finally {
            HostileOwner.remove(database);
        }
    }
}
