package dev.datamigration.database.postgres.replication;

import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.replication.start.GivenPublication;
import dev.datamigration.database.postgres.replication.start.GivenSlot;
import dev.datamigration.database.postgres.replication.start.Refusal;
import dev.datamigration.database.postgres.replication.start.StartTime;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;

/**
 * Makes a slot of a task from one of somebody else's, which stays as it is. Every step may be made again: until the position is
 * saved, whatever an earlier attempt left is replaced.
 *
 * <p>The task's own publication is not in the log before it was made. So the copy is read with the other one at first, up to a position
 * by which every transaction has ended that was open when the own one was made ({@link Succession}).
 */
final class CopiedCapture {
    private static final int FAILOVER_SINCE = 17;
    private static final long WIDEST_ROW = 1 << 20;

    private final PostgresServer server;
    private final RunScope scope;
    private final Connection connection;
    private final String name;
    private final StartFrom from;

    /** @param name of the slot and the publication of the task */
    CopiedCapture(PostgresServer server, RunScope scope, Connection connection, String name, StartFrom from) {
        this.server = server;
        this.scope = scope;
        this.connection = connection;
        this.name = name;
        this.from = from;
    }

    /**
     * The slot first, so that it keeps what is checked from then on.
     *
     * @param tables that are read
     * @param publish makes the task's publication
     * @return from where changes are to be applied
     */
    Position begin(Collection<DataTable> tables, Runnable publish) {
        check(from.slot(), tables);
        copy();
        try {
            check(name, tables);
            publish.run();
            succeed();
            var position = from.position() == null ? positionOfTime() : Lsn.parse(from.position());
            check(name, tables); // theirs was there, unchanged, up to where ours takes over
            return position;
        } catch (FailureException e) {
            forget();
            throw e;
        }
    }

    /** What cannot be begun from must not keep log. */
    private void forget() {
        if (!scope.isCancelled()) {
            work("dropping the replication slot", () -> LogicalSlots.drop(connection, name));
        }
    }

    private void copy() {
        try {
            LogicalSlots.drop(connection, name);
            SqlStatement.of(connection, "SELECT pg_catalog.pg_copy_logical_replication_slot(?, ?, false)")
                    .with(from.slot(), name)
                    .exists();
        } catch (SQLException e) {
            throw SlotFailures.creating(server, scope, name, e);
        }
        work("preparing the replication slot", this::surviveFailover);
    }

    /** As a slot that is made anew has it, and a copy has not. */
    private void surviveFailover() throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < FAILOVER_SINCE) {
            return;
        }
        var replication = SlotFailures.openReplication(server, scope, "slot");
        try {
            SqlStatement.execute(replication, "ALTER_REPLICATION_SLOT " + Sql.identifier(name) + " (FAILOVER true)");
        } finally {
            scope.close(replication);
        }
    }

    /** @param read slot whose log must be whole: theirs, or our copy of it */
    private void check(String read, Collection<DataTable> tables) {
        var refusal = SqlWork.call(server, scope, "looking at the replication slot", () -> {
            var slot = GivenSlot.read(connection, read);
            if (slot.isEmpty()) {
                return GivenSlot.missing(from);
            }
            var ofSlot = slot.get().refusal(from);
            return ofSlot.isPresent()
                    ? ofSlot.get()
                    : new GivenPublication(connection, from, slot.get())
                            .refusal(tables)
                            .orElse(null);
        });
        if (refusal != null) {
            throw refusal.failure(server.side());
        }
    }

    /** Waits for the transactions that are open now. */
    private void succeed() {
        try (var later = LogicalSlots.createTemporary(server, scope, name + "_at")) {
            work(
                    "preparing the publication",
                    () -> new Succession(from.publication(), later.position()).note(connection, name));
        }
    }

    private Position positionOfTime() {
        var time = OffsetDateTime.parse(from.time());
        var end = SqlWork.call(
                server,
                scope,
                "looking at the log",
                () -> SqlStatement.of(
                                connection,
                                "SELECT pg_catalog.pg_current_wal_insert_lsn()::text WHERE pg_catalog.clock_timestamp() >= ?")
                        .with(time)
                        .first(row -> Lsn.parse(row.getString(1))));
        if (end.isEmpty()) {
            throw new Refusal(
                            "By the source's clock it is not yet %s, when the task is to begin.".formatted(from.time()),
                            "Set spec.incrementalSync.startFrom.time to the moment up to which the target has the rows.")
                    .failure(server.side());
        }
        try (var stream =
                ChangeStream.open(scope, server, name, from.publication(), Position.NONE, "start", WIDEST_ROW)) {
            var position = new StartTime(time.toInstant(), end.get()).find(stream);
            if (position == null) {
                throw tooEarly();
            }
            return position;
        }
    }

    private FailureException tooEarly() {
        return new Refusal(
                        "Whether transactions were committed between %s and the beginning of what the replication slot %s keeps is not known: it has none of before."
                                .formatted(from.time(), from.slot()),
                        "Give spec.incrementalSync.startFrom.position in place of the time. If the target is as of when the slot was made, it is what this says on the source: SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = %s;"
                                .formatted(Sql.literal(from.slot())))
                .failure(server.side());
    }

    private void work(String doing, SqlWork.Action action) {
        SqlWork.run(server, scope, doing, action);
    }
}
