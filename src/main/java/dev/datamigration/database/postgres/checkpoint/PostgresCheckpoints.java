package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.api.Side;
import dev.datamigration.database.LogPositions;
import dev.datamigration.database.checkpoint.BaselinePartStore;
import dev.datamigration.database.checkpoint.CheckpointStore;
import dev.datamigration.database.checkpoint.ChunkStore;
import dev.datamigration.database.checkpoint.ClaimedTableStore;
import dev.datamigration.database.checkpoint.ComparedTableStore;
import dev.datamigration.database.checkpoint.FoundCheckpoints;
import dev.datamigration.database.checkpoint.LateWriteStore;
import dev.datamigration.database.checkpoint.LoadedTableStore;
import dev.datamigration.database.checkpoint.ObjectChangeStore;
import dev.datamigration.database.checkpoint.OpenObjectStore;
import dev.datamigration.database.checkpoint.PieceStore;
import dev.datamigration.database.checkpoint.PositionStore;
import dev.datamigration.database.checkpoint.ReadLogStore;
import dev.datamigration.database.checkpoint.RowDifferenceStore;
import dev.datamigration.database.checkpoint.SavedSettingStore;
import dev.datamigration.database.checkpoint.SchemaDifferenceStore;
import dev.datamigration.database.checkpoint.SchemaObjectStateStore;
import dev.datamigration.database.checkpoint.SharedRangeStore;
import dev.datamigration.database.checkpoint.UnverifiedRows;
import dev.datamigration.database.checkpoint.VerificationRoundStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.replay.StructureRecordStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * The checkpoints in the schema {@code datamigration}.
 *
 * @param positions of the log of the other database, which is read
 */
public record PostgresCheckpoints(String taskId, LogPositions positions) implements CheckpointStore {
    private static final String FOUND = """
            SELECT t.epoch,
                   (SELECT count(*) FROM datamigration.loaded_table l WHERE l.task_id = t.task_id AND l.complete) AS loaded,
                   (SELECT count(*) FROM datamigration.loaded_table l WHERE l.task_id = t.task_id AND NOT l.complete) AS missing,
                   (SELECT position::text FROM datamigration.applied a WHERE a.task_id = t.task_id AND a.direction = ?) AS applied
              FROM datamigration.task t WHERE t.task_id = ?
            """;

    @Override
    public boolean isInstalled(Connection connection) throws SQLException {
        return CheckpointSchema.isInstalled(connection);
    }

    @Override
    public void drop(Connection connection) throws SQLException {
        CheckpointSchema.drop(connection, taskId);
    }

    @Override
    public FoundCheckpoints found(Connection connection, String direction) throws SQLException {
        return isInstalled(connection)
                ? SqlStatement.of(connection, FOUND)
                        .with(direction, taskId)
                        .first(this::found)
                        .orElse(FoundCheckpoints.NONE)
                        .withLeft(left(connection))
                : FoundCheckpoints.NONE;
    }

    /** Checkpoints of before tables could be removed do not know of any. */
    private int left(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "SELECT pg_catalog.to_regclass('datamigration.left_table') IS NOT NULL")
                        .isTrue()
                ? SqlStatement.of(
                                connection,
                                "SELECT count(*) FROM datamigration.left_table WHERE task_id = ? AND loaded")
                        .with(taskId)
                        .one(row -> row.getInt(1))
                : 0;
    }

    private FoundCheckpoints found(ResultSet row) throws SQLException {
        var applied = row.getString("applied");
        return new FoundCheckpoints(
                row.getLong("epoch"),
                row.getInt("loaded"),
                row.getInt("missing"),
                applied == null ? null : positions.position(applied));
    }

    @Override
    public PositionStore applied(String direction) {
        return new PostgresPositionStore(taskId, direction, positions);
    }

    @Override
    public PositionStore watched(String direction) {
        return applied("watch-" + direction);
    }

    @Override
    public PositionStore resumedLoad() {
        return applied("load");
    }

    @Override
    public LateWriteStore lateWrites(String direction, Side side) {
        return new PostgresLateWriteStore(taskId, direction, side, positions);
    }

    @Override
    public ReadLogStore readLog(String direction) {
        return new PostgresReadLogStore(taskId, direction, positions);
    }

    @Override
    public UnverifiedRows unverified(String direction) {
        return new PostgresUnverifiedRows(taskId, direction);
    }

    @Override
    public LoadedTableStore loadedTables() {
        return new PostgresLoadedTableStore(taskId, positions);
    }

    @Override
    public ObjectChangeStore objectChanges() {
        return new PostgresObjectChangeStore(taskId, positions);
    }

    @Override
    public ChunkStore chunks() {
        return new PostgresChunkStore(taskId);
    }

    @Override
    public PieceStore pieces() {
        return new PostgresPieceStore(taskId);
    }

    @Override
    public ClaimedTableStore claimedTables() {
        return new PostgresClaimedTableStore(taskId);
    }

    @Override
    public StructureRecordStore structureRecords() {
        return new PostgresStructureRecordStore(taskId);
    }

    @Override
    public BaselinePartStore baseline() {
        return new PostgresBaselinePartStore(taskId);
    }

    @Override
    public SchemaObjectStateStore schemaObjects() {
        return new PostgresSchemaObjectStateStore(taskId);
    }

    @Override
    public OpenObjectStore openObjects() {
        return new PostgresOpenObjectStore(taskId);
    }

    @Override
    public SchemaDifferenceStore schemaDifferences() {
        return new PostgresSchemaDifferenceStore(taskId);
    }

    @Override
    public ComparedTableStore comparedTables(long runNonce) {
        return new PostgresComparedTableStore(taskId, runNonce);
    }

    @Override
    public SharedRangeStore sharedRanges() {
        return new PostgresSharedRangeStore(taskId);
    }

    @Override
    public RowDifferenceStore rowDifferences(long runNonce) {
        return new PostgresRowDifferenceStore(taskId, runNonce);
    }

    @Override
    public VerificationRoundStore verificationRound(long runNonce) {
        return new PostgresVerificationRoundStore(taskId, runNonce);
    }

    @Override
    public SavedSettingStore savedSettings(Side side) {
        return new PostgresSavedSettingStore(taskId, side);
    }

    @Override
    public OptionalLong forget(Connection connection, boolean keepStranded) throws SQLException {
        if (keepStranded) {
            StrandedRows.keep(connection, taskId);
        }
        CheckpointSchema.drop(connection, taskId);
        return StrandedRows.kept(connection, taskId);
    }
}
