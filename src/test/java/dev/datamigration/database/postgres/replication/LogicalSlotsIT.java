package dev.datamigration.database.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;

class LogicalSlotsIT {
    private final RunScope scope = new RunScope("slots", 1);

    @AfterEach
    void cancel() {
        scope.cancel();
    }

    @Test
    void permanentSlotExportsTheSnapshotItBeginsAt() throws Exception {
        var db = PostgresServers.source().createDatabase("slots");
        db.execute("CREATE TABLE t (id int)", "INSERT INTO t VALUES (1)");
        var server = new PostgresServer(db.access(Side.Source));
        var slot = "dm_test_permanent";
        try (var connection = server.open(scope, "test");
                var snapshot = LogicalSlots.createPermanent(server, scope, slot, 0)) {
            db.execute("INSERT INTO t VALUES (2)");
            var reader = server.open(scope, "reader");
            ExportedSnapshot.prepare(reader);
            snapshot.begin(reader);
            try (var result = reader.createStatement().executeQuery("SELECT count(*) FROM public.t")) {
                result.next();
                assertThat(result.getInt(1)).isEqualTo(1);
            }
            var state = LogicalSlots.find(connection, slot).orElseThrow();
            assertThat(state.active()).isFalse();
            assertThat(state.lost()).isFalse();
            assertThat(state.confirmedFlush()).isEqualTo(snapshot.position());
            assertThat(state.retainedBytes()).isPositive();

            LogicalSlots.drop(connection, slot);
            LogicalSlots.drop(connection, slot);
            assertThat(LogicalSlots.find(connection, slot)).isEmpty();
        }
    }

    @Test
    void temporarySlotEndsWithItsSnapshot() throws Exception {
        var server = new PostgresServer(
                PostgresServers.source().createDatabase("slots").access(Side.Source));
        try (var connection = server.open(scope, "test")) {
            try (var snapshot = LogicalSlots.createTemporary(server, scope, "dm_test_temporary")) {
                assertThat(snapshot.position()).isNotNull();
                assertThat(LogicalSlots.find(connection, "dm_test_temporary")).isPresent();
            }
            LogicalSlots.drop(connection, "dm_test_temporary");
            assertThat(LogicalSlots.find(connection, "dm_test_temporary")).isEmpty();
        }
    }

    @Test
    void droppingEndsTheSender() throws Exception {
        var server = new PostgresServer(
                PostgresServers.source().createDatabase("slots").access(Side.Source));
        try (var connection = server.open(scope, "test")) {
            Publications.ensure(connection, "dm_test_active", List.of());
            LogicalSlots.createPermanent(server, scope, "dm_test_active", 0).close();
            var sender = server.openReplication(scope, "sender");
            var stream = sender.unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName("dm_test_active")
                    .withStartPosition(LogSequenceNumber.valueOf(0))
                    .withSlotOption("proto_version", 1)
                    .withSlotOption("publication_names", "dm_test_active")
                    .start();
            assertThat(stream.isClosed()).isFalse();
            assertThat(LogicalSlots.find(connection, "dm_test_active")
                            .orElseThrow()
                            .active())
                    .isTrue();

            LogicalSlots.drop(connection, "dm_test_active");
            assertThat(LogicalSlots.find(connection, "dm_test_active")).isEmpty();
        }
    }

    @Test
    void publicationHoldsExactlyWhatIsWanted() throws Exception {
        var db = PostgresServers.source().createDatabase("slots");
        db.execute(
                "CREATE TABLE a (id int)",
                "CREATE TABLE \"b \"\"x\" (id int)",
                "CREATE TABLE heir () INHERITS (a)",
                "CREATE TABLE p (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9)");
        var server = new PostgresServer(db.access(Side.Source));
        try (var connection = server.open(scope, "test")) {
            Publications.ensure(connection, "pub", List.of(name("a"), name("b \"x")));
            assertThat(published(db)).containsExactly("a", "b \"x");
            Publications.ensure(connection, "pub", List.of(name("a"), name("p")));
            assertThat(published(db)).containsExactly("a", "p1");
            Publications.ensure(connection, "pub", List.of());
            assertThat(published(db)).isEmpty();
            Publications.drop(connection, "pub");
            Publications.drop(connection, "pub");
            assertThat(Publications.exists(connection, "pub")).isFalse();
        }
    }

    @Test
    void aPlainRoleIsToldWhatItLacks() {
        var db = PostgresServers.source().createDatabase("slots");
        db.execute("SET password_encryption = 'scram-sha-256'", "CREATE ROLE slots_plain LOGIN PASSWORD 'plain'");
        var plain = new TestDatabase(db.host(), db.port(), db.name(), "slots_plain", "plain");
        assertRefused(plain, "dm_plain", FailureCode.PrivilegeMissing, "ALTER ROLE \"slots_plain\" REPLICATION");
        db.execute("DROP ROLE slots_plain");
    }

    @Test
    void refusalsNameTheRemedy() {
        try (var replica = PostgresInstance.start(17, Map.of("wal_level", "replica"))) {
            assertRefused(replica.maintenance(), "dm_refused", FailureCode.ServerSetting, "wal_level = logical");
        }
        try (var small = PostgresInstance.start(13, Map.of("max_replication_slots", "1"))) {
            LogicalSlots.createPermanent(
                            new PostgresServer(small.maintenance().access(Side.Source)), scope, "dm_first", 0)
                    .close();
            assertRefused(small.maintenance(), "dm_second", FailureCode.NoFreeSlot, "max_replication_slots");
        }
    }

    private void assertRefused(TestDatabase db, String slot, FailureCode code, String remedy) {
        var server = new PostgresServer(db.access(Side.Source));
        assertThatThrownBy(() -> LogicalSlots.createPermanent(server, scope, slot, 0))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().code()).isEqualTo(code);
                    assertThat(e.failure().remedy()).contains(remedy);
                });
    }

    private static TableName name(String table) {
        return new TableName("public", table);
    }

    private static List<String> published(TestDatabase db) {
        return db.query("SELECT tablename FROM pg_publication_tables WHERE pubname = 'pub' ORDER BY 1");
    }
}
