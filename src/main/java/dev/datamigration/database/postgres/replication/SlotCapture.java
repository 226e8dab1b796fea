package dev.datamigration.database.postgres.replication;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.database.log.CaptureState;
import dev.datamigration.database.log.LogCapture;
import dev.datamigration.database.log.LogStream;
import dev.datamigration.database.postgres.catalog.PublishedTables;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A replication slot, and the publication of the same name that it is read with. */
final class SlotCapture implements LogCapture {
    private static final long PAUSE_MILLIS = 50;
    private static final int ATTEMPTS = 400;

    private final PostgresServer server;
    private final String taskId;
    private final String name;
    private final SubTaskSlots subTasks;

    SlotCapture(PostgresServer server, String taskId, Direction direction) {
        this.server = server;
        this.taskId = taskId;
        this.name = CaptureName.of(taskId, direction);
        this.subTasks = new SubTaskSlots(CaptureName.ofSubTasks(taskId, direction));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String described() {
        return "the replication slot " + name;
    }

    @Override
    public List<String> objects(Connection connection) throws SQLException {
        var objects = new ArrayList<String>();
        if (LogicalSlots.find(connection, name).isPresent()) {
            objects.add("the replication slot " + name);
        }
        if (Publications.exists(connection, name)) {
            objects.add("the publication " + name);
        }
        if (new StructureTrigger(name).exists(connection)) {
            objects.add("the event triggers " + name + " and " + name + "_drop");
        }
        subTasks.slots(connection).forEach(slot -> objects.add("the replication slot " + slot));
        subTasks.publications(connection).forEach(publication -> objects.add("the publication " + publication));
        return objects;
    }

    @Override
    public Optional<CaptureState> find(Connection connection) throws SQLException {
        return LogicalSlots.find(connection, name).map(SlotState::ofCapture);
    }

    @Override
    public Optional<CaptureState> take(RunScope scope, Connection connection) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var state = SqlWork.call(
                    server, scope, "looking at the replication slot", () -> LogicalSlots.find(connection, name));
            if (state.isEmpty() || state.get().lost() || !state.get().active()) {
                return state.map(SlotState::ofCapture);
            }
            SqlWork.run(
                    server,
                    scope,
                    "looking at the replication slot",
                    () -> terminateOurs(connection, state.get().activePid()));
            scope.pause(PAUSE_MILLIS);
        }
        throw new FailureException(new Failure(
                FailureCode.ServerBusy,
                server.side(),
                "The replication slot %s is being read by another session.".formatted(name),
                "End that session (pg_replication_slots.active_pid)."));
    }

    /** @param pid null where the sender has ended meanwhile */
    private void terminateOurs(Connection connection, Integer pid) throws SQLException {
        if (pid != null) {
            SqlStatement.of(connection, """
                            SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
                             WHERE pid = ? AND pg_catalog.starts_with(application_name, ?)
                            """)
                    .with(pid, PostgresServer.applicationName(taskId, ""))
                    .exists();
        }
    }

    @Override
    public String loss(boolean isThere) {
        var side = side();
        var what = isThere
                ? "The %s has removed log that the replication slot %s still needed.".formatted(side, name)
                : "The replication slot %s is not on the %s any more.".formatted(name, side);
        return what
                + " Changes of the %s are missing (look at max_slot_wal_keep_size, at who drops slots there, and whether a failover left it behind)."
                        .formatted(side);
    }

    @Override
    public Position begin(
            RunScope scope,
            Connection connection,
            ObjectFilter selected,
            Set<TableName> counterparts,
            int boundSeconds) {
        var tables = CapturedTables.read(server, scope, connection, selected, counterparts);
        publish(scope, connection, tables.published(), true);
        try (var start = new SteadySlot(server, scope, connection, tables.names(), boundSeconds).create(name)) {
            return start.position();
        }
    }

    @Override
    public Position beginFrom(
            RunScope scope, Connection connection, ObjectFilter selected, Set<TableName> counterparts, StartFrom from) {
        var tables = CapturedTables.read(server, scope, connection, selected, counterparts);
        return new CopiedCapture(server, scope, connection, name, from)
                .begin(tables.holding(), () -> publish(scope, connection, tables.published(), false));
    }

    /**
     * The publication must be there before the slot: the server looks it up as of every change that it decodes.
     *
     * @param anew whether the slot is made after it, in place of one that is there
     */
    private void publish(RunScope scope, Connection connection, Set<TableName> tables, boolean anew) {
        try {
            SqlWork.run(server, scope, "preparing the publication", () -> {
                var published = new TreeSet<TableName>(tables);
                if (CheckpointSchema.isInstalled(connection)) {
                    published.add(CheckpointSchema.APPLIED);
                }
                if (anew) {
                    LogicalSlots.drop(connection, name);
                }
                Publications.ensure(connection, name, published);
            });
        } catch (FailureException e) {
            throw e.withRemedyFor(
                    FailureCode.PrivilegeMissing,
                    () ->
                            "Run GRANT CREATE ON DATABASE %s TO %s; and make it the owner of the tables: ALTER TABLE … OWNER TO …; Then try again."
                                    .formatted(
                                            Sql.identifier(server.access().database()),
                                            Sql.identifier(server.access().user())));
        }
    }

    /** The slot is a temporary one: it ends with its connection, whatever happens. */
    @Override
    public Position tryOut(RunScope scope) {
        try (var snapshot = LogicalSlots.createTemporary(server, scope, name + "_try")) {
            return snapshot.position();
        }
    }

    @Override
    public void tellStructure(Connection connection, ObjectSelection selected) throws SQLException {
        new StructureTrigger(name).install(connection, selected);
    }

    @Override
    public void leaveStructure(Connection connection) throws SQLException {
        new StructureTrigger(name).remove(connection);
    }

    @Override
    public void keepMarks(Connection connection) throws SQLException {
        Publications.add(connection, name, CheckpointSchema.APPLIED);
    }

    @Override
    public void leaveMarks(Connection connection) throws SQLException {
        Publications.remove(connection, name, CheckpointSchema.APPLIED);
    }

    @Override
    public LogStream open(RunScope scope, Position from, String purpose, long widestRow) {
        var before = succession(scope).filter(theirs -> !from.covers(theirs.until()));
        if (before.isEmpty()) {
            return ChangeStream.open(scope, server, name, name, from, purpose, widestRow);
        }
        var until = before.get().until();
        var theirs = ChangeStream.open(scope, server, name, before.get().theirs(), from, purpose, widestRow);
        return new SucceedingStream(theirs, until, () -> {
            awaitEnded(scope);
            return ChangeStream.open(scope, server, name, name, until, purpose, widestRow);
        });
    }

    private Optional<Succession> succession(RunScope scope) {
        return asking(scope, "reading the catalog", connection -> Succession.read(connection, name));
    }

    /** The server lets a slot go some time after its reader has left. */
    private void awaitEnded(RunScope scope) {
        asking(scope, "looking at the replication slot", connection -> take(scope, connection));
    }

    private <T> T asking(RunScope scope, String doing, Question<T> question) {
        var connection = server.open(scope, "log-catalog");
        try {
            return SqlWork.call(server, scope, doing, () -> question.ask(connection));
        } finally {
            scope.close(connection);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    @Override
    public List<DataTable> covered(Connection connection, List<DataTable> tables) throws SQLException {
        var published = Set.copyOf(Publications.holders(connection, name));
        return tables.stream()
                .filter(table -> published.containsAll(table.holders()))
                .toList();
    }

    @Override
    public boolean add(Connection connection, Collection<DataTable> tables) throws SQLException {
        return Publications.add(connection, name, PublishedTables.of(tables, List.of()));
    }

    @Override
    public void keepOnly(Connection connection, ObjectFilter selected, Collection<TableName> tables)
            throws SQLException {
        if (Publications.exists(connection, name)) {
            KeptTables.keep(connection, name, selected, tables);
        }
    }

    @Override
    public void drop(Connection connection) throws SQLException {
        new StructureTrigger(name).remove(connection);
        LogicalSlots.drop(connection, name);
        Publications.drop(connection, name);
        dropOfSubTasks(connection);
    }

    @Override
    public void dropOfSubTasks(Connection connection) throws SQLException {
        for (var slot : subTasks.slots(connection)) {
            LogicalSlots.drop(connection, slot);
        }
        for (var publication : subTasks.publications(connection)) {
            Publications.drop(connection, publication);
        }
    }

    private String side() {
        return server.side().word();
    }
}
