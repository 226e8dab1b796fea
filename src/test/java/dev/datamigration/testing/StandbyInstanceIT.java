package dev.datamigration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class StandbyInstanceIT {
    @Test
    void aStandbyThatWasCutOffTakesOverWithoutTheRest() {
        try (var primary = PostgresInstance.start(PostgresServers.source().majorVersion(), Map.of());
                var standby = StandbyInstance.of(primary)) {
            var database = primary.createDatabase("failover");
            database.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
            try (var backup = Backup.of(primary)) {
                database.execute("INSERT INTO t VALUES (2)");
                standby.caughtUp().cutOff();
                database.execute("INSERT INTO t VALUES (3)");

                standby.failOver();
                assertThat(database.query("SELECT id FROM t ORDER BY 1")).containsExactly("1", "2");
                assertThat(timeline(database)).isEqualTo("2");

                standby.server().stop();
                backup.restore(primary, Map.of());
                assertThat(database.query("SELECT id FROM t ORDER BY 1")).containsExactly("1");
                assertThat(timeline(database)).isEqualTo("1");
                backup.recover(primary, Map.of());
                assertThat(database.query("SELECT id FROM t ORDER BY 1")).containsExactly("1");
                assertThat(timeline(database)).isEqualTo("2");
            }
        }
    }

    private static String timeline(TestDatabase database) {
        return database.queryOne("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)::int");
    }
}
