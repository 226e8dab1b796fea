package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.proxy.TcpProxy;
import dev.datamigration.testing.proxy.Way;
import dev.datamigration.transfer.run.Run;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A table without a key is read over a line on which that takes minutes. What holds its copy in the middle of a piece is a trigger of the
 * target that waits for the test.
 */
class TablesInPiecesIT {
    private static final int ROWS = 700;
    private static final long ROW_BYTES = 10_000;
    private static final long BYTES_PER_SECOND = ROWS * ROW_BYTES / 300;
    private static final int STUCK_AT = 450;

    private LoadFixture fixture;
    private TcpProxy line;

    @BeforeEach
    void fill() {
        fixture = LoadFixture.live()
                .schema("CREATE TABLE entry (n int, v text)", "ALTER TABLE entry REPLICA IDENTITY FULL");
        fixture.source.execute(
                "INSERT INTO entry SELECT i, repeat('x', " + ROW_BYTES + ") FROM generate_series(1, " + ROWS + ") i",
                "INSERT INTO entry SELECT * FROM entry WHERE n % 7 = 0");
        fixture.settings = new FullMigrationSettings(2, 100, null, null);
        line = TcpProxy.to(fixture.source.host(), fixture.source.port());
        fixture.route = line::before;
    }

    @AfterEach
    void close() {
        line.close();
        fixture.close();
    }

    @Test
    void aSlotOfTheTargetIsMadeWhileTheTableIsCopied() throws SQLException {
        fixture.settings = new FullMigrationSettings(2, null, 65_536L, null);
        assertASlotIsMade(10 * BYTES_PER_SECOND);
    }

    /** Its pieces end by time. */
    @Test
    @Tag("long")
    void aSlotOfTheTargetIsMadeWhileNextToNothingComesOfTheTable() throws SQLException {
        fixture.settings = new FullMigrationSettings(2, ROWS, null, null);
        assertASlotIsMade(BYTES_PER_SECOND);
    }

    private void assertASlotIsMade(long bytesPerSecond) throws SQLException {
        fixture.source.execute("UPDATE entry SET v = repeat('x', 10 * " + ROW_BYTES + ")", "VACUUM FULL entry");
        var run = fixture.nextRun();
        var load = slowLoad(run, bytesPerSecond);
        fixture.target.execute(
                "SET statement_timeout = '90s'",
                "SELECT pg_create_logical_replication_slot('" + fixture.target.name() + "', 'pgoutput')",
                "SELECT pg_drop_replication_slot('" + fixture.target.name() + "')");
        assertThat(load).as("the copy goes on").isNotDone();
        run.scope().cancel();
        assertThat(catchThrowable(load::join)).isNotNull();
    }

    @Test
    @Tag("long")
    void whoIsReplacedWritesNoMore() throws SQLException {
        var load = slowLoad(fixture.nextRun(), BYTES_PER_SECOND);
        var second = fixture.nextRun();
        assertThat(failure(load)).isEqualTo(FailureCode.Superseded);
        change(1);
        fixture.route = direct -> direct;
        second.scope().cancel();
        var status = fixture.load();
        assertThat(status.migratedRows()).as("counted once").isEqualTo(fixture.source.count("entry"));
        assertWhole();
    }

    /** Of the same claim, such as a helper that was taken for lost. */
    @Test
    @Tag("long")
    void whoseTableAnotherWorkerHasBegunWritesNoMore() throws SQLException {
        var load = slowLoad(fixture.nextRun(), BYTES_PER_SECOND);
        fixture.target.execute("UPDATE datamigration.partial_copy SET attempt = 'another'");
        line.throttle(Way.ToClient, 0);
        assertThat(failure(load)).isEqualTo(FailureCode.SnapshotLost);
        change(1);
        fixture.load();
        assertWhole();
    }

    @Test
    void interruptedInTheMiddleOfAPieceItIsCopiedAnew() throws SQLException {
        stopInAPiece();
        assertThat(fixture.target.count("entry")).as("pieces that were there").isPositive();
        assertThat(fixture.target.count("datamigration.partial_copy")).isEqualTo(1);
        change(1);

        fixture.load();
        assertWhole();
    }

    /** A table that is not empty at first has rows that are none of ours. */
    @Test
    void rowsThatWereThereBeforeAreNeverRemoved() throws SQLException {
        fixture.target.execute("INSERT INTO entry VALUES (-1, 'not ours')");
        stopInAPiece();
        assertThat(fixture.target.query("SELECT n FROM entry")).containsExactly("-1");
        assertThat(fixture.target.count("datamigration.partial_copy")).isZero();

        fixture.load();
        assertThat(fixture.target.count("entry WHERE n = -1")).isEqualTo(1);
        fixture.target.execute("DELETE FROM entry WHERE n = -1");
        assertWhole();
    }

    @Test
    @Tag("long")
    void anotherTableOfThatNameIsNotEmptied() throws SQLException {
        stopInAPiece();
        fixture.target.execute(
                "ALTER TABLE entry RENAME TO former",
                "CREATE TABLE entry (n int, v text)",
                "INSERT INTO entry VALUES (-1, 'not ours')");
        assertThat(catchThrowable(fixture::load)).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.TargetSchemaChanged);
            assertThat(e.failure().remedy()).contains("make public.entry anew, empty, and resume");
        });
        fixture.target.execute("ALTER TABLE entry RENAME TO theirs", "CREATE TABLE entry (n int, v text)");
        fixture.load();
        fixture.target.execute("DROP TABLE former, theirs");
        assertWhole();
    }

    /** A load that has committed a piece of the table, and has minutes of it before it. */
    private CompletableFuture<FullMigrationStatus> slowLoad(Run run, long bytesPerSecond) throws SQLException {
        CompletableFuture<FullMigrationStatus> load;
        try (var holder = fixture.target.connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE entry IN ACCESS EXCLUSIVE MODE");
            load = CompletableFuture.supplyAsync(() -> new FullMigration(run, status -> {}).load());
            await().until(() -> load.isDone() || waiting("relation"));
            line.throttle(Way.ToClient, bytesPerSecond);
        }
        await().until(() -> load.isDone() || fixture.target.count("datamigration.partial_copy") == 1);
        assertThat(load).isNotDone();
        return load;
    }

    /** Whether a session waits for a lock of that type. */
    private boolean waiting(String type) {
        return fixture.target.count("pg_locks WHERE NOT granted AND locktype = '" + type
                        + "' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                > 0;
    }

    private static FailureCode failure(CompletableFuture<?> load) {
        var thrown = catchThrowable(load::join);
        assertThat(thrown).isInstanceOf(CompletionException.class).hasCauseInstanceOf(FailureException.class);
        return ((FailureException) thrown.getCause()).failure().code();
    }

    /** As a crash does: rows of the piece were sent, and are not committed. */
    private void stopInAPiece() throws SQLException {
        fixture.target.execute(
                "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END$$",
                "CREATE TRIGGER wait BEFORE INSERT ON entry FOR EACH ROW WHEN (NEW.n = " + STUCK_AT
                        + ") EXECUTE FUNCTION wait()",
                "ALTER TABLE entry ENABLE ALWAYS TRIGGER wait");
        var run = fixture.nextRun();
        try (var holder = fixture.target.connect();
                var statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1)");
            var load = CompletableFuture.supplyAsync(() -> new FullMigration(run, status -> {}).load());
            await().until(() -> load.isDone() || waiting("advisory"));
            assertThat(load).isNotDone();
            run.scope().cancel();
            assertThat(catchThrowable(load::join)).isNotNull();
        }
        fixture.target.execute("DROP FUNCTION wait() CASCADE");
    }

    private void change(int round) {
        fixture.source.execute(
                "UPDATE entry SET v = 'changed' WHERE n % 11 = " + round,
                "DELETE FROM entry WHERE n % 13 = " + round,
                "INSERT INTO entry SELECT n, 'copied' FROM entry WHERE n % 17 = " + round);
    }

    private void assertWhole() {
        assertThat(fixture.target.count("datamigration.partial_copy")).isZero();
        fixture.assertNoChunkTwice();
        change(3);
        fixture.synchronise();
        fixture.assertEqual();
    }
}
