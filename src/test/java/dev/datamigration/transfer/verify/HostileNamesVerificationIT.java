package dev.datamigration.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.HostileNames;
import dev.datamigration.testing.PostgresServers;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Verification of tables, and correction SQL of rows, that are called to do harm. */
class HostileNamesVerificationIT {
    @Test
    void correctionsMendAndDoNothingElse() throws SQLException {
        var pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
        pair.onBoth(HostileNames.schema());
        pair.onBoth("CREATE TABLE canary (id int PRIMARY KEY)");
        for (var name : HostileNames.ALL) {
            pair.source().execute(HostileNames.insert(name, name, 1), HostileNames.insert(name, "+" + name, 2));
            pair.target().execute(HostileNames.insert(name, name, 3), HostileNames.insert(name, "-" + name, 4));
        }
        var first = pair.compare(1, null);
        assertThat(first.tableResults().stream()
                        .mapToLong(table -> table.mismatched())
                        .sum())
                .isEqualTo(HostileNames.ALL.size());
        pair.correct();
        var again = pair.compare(2, null);
        assertThat(again.tableResults())
                .allMatch(table -> table.mismatched() + table.sourceOnly() + table.targetOnly() == 0);
        assertThat(pair.target().count("canary") + pair.source().count("canary"))
                .isZero();
        for (var name : HostileNames.ALL) {
            assertThat(pair.target().count(HostileNames.table(name))).isEqualTo(2);
        }
    }
}
