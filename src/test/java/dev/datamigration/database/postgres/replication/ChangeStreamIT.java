package dev.datamigration.database.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeStreamIT {
    private final TestDatabase db = PostgresServers.source().createDatabase("stream");
    private final String slot = "dm_" + db.name();
    private final RunScope scope = new RunScope("stream", 1);
    private final PostgresServer source = new PostgresServer(db.access(Side.Source));

    @AfterEach
    void dropSlot() {
        scope.cancel();
        await().until(() -> db.query("SELECT 1 FROM pg_replication_slots WHERE active AND slot_name = '" + slot + "'")
                .isEmpty());
        db.execute("SELECT pg_drop_replication_slot('" + slot + "')");
    }

    @Test
    void changesComeInCommitOrderAndPositionsFollowKeepalives() {
        db.execute(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "CREATE TABLE unpublished (id int)",
                "CREATE PUBLICATION \"Pub 1\" FOR TABLE t",
                "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')",
                "INSERT INTO t VALUES (1, 'a')");
        try (var stream = open(Lsn.ZERO)) {
            var messages = transaction(stream);
            assertThat(messages)
                    .extracting(message -> message.getClass().getSimpleName())
                    .containsExactly("Begin", "Relation", "Insert", "Commit");
            var end = ((LogMessage.Commit) messages.get(3)).end();
            assertThat(stream.received()).isEqualTo(end);

            db.execute("INSERT INTO unpublished VALUES (1)");
            var here = Lsn.parse(db.queryOne("SELECT pg_current_wal_lsn()"));
            await().until(() -> {
                while (stream.next(0) != null) {
                    // servers before 15 send the empty transaction
                }
                return stream.received().covers(here);
            });

            stream.confirm(here);
        }
        await().untilAsserted(() -> assertThat(
                        Lsn.parse(db.queryOne("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '"
                                        + slot + "'"))
                                .compareTo(Lsn.ZERO))
                .isPositive());
    }

    @Test
    void whatWasNotConfirmedComesAgain() {
        db.execute(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "CREATE PUBLICATION \"Pub 1\" FOR TABLE t",
                "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')",
                "INSERT INTO t VALUES (1, 'a')",
                "INSERT INTO t VALUES (2, 'b')");
        Position first;
        try (var stream = open(Lsn.ZERO)) {
            first = ((LogMessage.Commit) last(transaction(stream))).end();
            transaction(stream);
            stream.confirm(first);
        }
        awaitInactive();
        try (var stream = open(Lsn.ZERO)) {
            assertThat(firstRow(transaction(stream)).text(0)).isEqualTo("2");
        }
    }

    private ChangeStream open(Lsn from) {
        return ChangeStream.open(scope, source, slot, "Pub 1", from, "test", 1 << 20);
    }

    private void awaitInactive() {
        await().until(() -> db.query("SELECT 1 FROM pg_replication_slots WHERE active AND slot_name = '" + slot + "'")
                .isEmpty());
    }

    private static Tuple firstRow(List<LogMessage> messages) {
        return messages.stream()
                .filter(LogMessage.Insert.class::isInstance)
                .map(message -> ((LogMessage.Insert) message).row())
                .findFirst()
                .orElseThrow();
    }

    private static LogMessage last(List<LogMessage> messages) {
        return messages.get(messages.size() - 1);
    }

    private static List<LogMessage> transaction(ChangeStream stream) {
        var messages = new ArrayList<LogMessage>();
        do {
            var message = stream.next(10_000);
            assertThat(message).as("a message in time").isNotNull();
            messages.add(message);
        } while (!(last(messages) instanceof LogMessage.Commit));
        return messages;
    }
}
