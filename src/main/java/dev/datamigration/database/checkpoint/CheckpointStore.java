package dev.datamigration.database.checkpoint;

import dev.datamigration.api.Side;
import dev.datamigration.database.replay.StructureRecordStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * The memory of one task in a database that is written to, so that it commits together with the rows it speaks of. Nothing
 * here begins or ends a transaction, but for {@link #forget}.
 */
public interface CheckpointStore {

    /** Returns whether there are checkpoints that this account may read, of whatever task. */
    boolean isInstalled(Connection connection) throws SQLException;

    /**
     * Removes all that is said of the task, and what holds it where no other task is left; the connection must be in
     * autocommit mode.
     */
    void drop(Connection connection) throws SQLException;

    /**
     * All that is said of the task; {@link FoundCheckpoints#NONE} where nothing is.
     *
     * @param direction key of the one that writes to this database
     */
    FoundCheckpoints found(Connection connection, String direction) throws SQLException;

    /** The position of a direction that writes to this database. */
    PositionStore applied(String direction);

    /** The position of the watch that reads on where a direction has ended. */
    PositionStore watched(String direction);

    /** As of which position an interrupted load went on, and the last transaction that the log of the source had before it. */
    PositionStore resumedLoad();

    /**
     * Returns what came late.
     *
     * @param direction key of the one that writes to this database
     * @param side that it reads
     */
    LateWriteStore lateWrites(String direction, Side side);

    /**
     * Returns whose log the positions of a direction belong to.
     *
     * @param direction key of the one that writes to this database
     */
    ReadLogStore readLog(String direction);

    /**
     * Returns whether what a direction writes to must be verified.
     *
     * @param direction key of the one that writes to this database
     */
    UnverifiedRows unverified(String direction);

    /** The tables of the full migration. */
    LoadedTableStore loadedTables();

    /** Which of the tables of the task are being added or have been removed. */
    ObjectChangeStore objectChanges();

    /** The chunks of these. */
    ChunkStore chunks();

    /** The tables that are here in part. */
    PieceStore pieces();

    /** The tables here that the task has for its rows. */
    ClaimedTableStore claimedTables();

    /** Returns what became of changes of the structure. */
    StructureRecordStore structureRecords();

    /** The source's structure as it was at first. */
    BaselinePartStore baseline();

    /** All objects of the schema. */
    SchemaObjectStateStore schemaObjects();

    /** Objects of the schema that are not made. */
    OpenObjectStore openObjects();

    /** Returns how the structure of both databases differs. */
    SchemaDifferenceStore schemaDifferences();

    /**
     * The tables that a verification has compared.
     *
     * @param runNonce of the verification
     */
    ComparedTableStore comparedTables(long runNonce);

    /** Returns the ranges of keys that a verification lets others compare. */
    SharedRangeStore sharedRanges();

    /**
     * The rows that a verification found to differ.
     *
     * @param runNonce of the verification
     */
    RowDifferenceStore rowDifferences(long runNonce);

    /**
     * The round of a continuous comparison.
     *
     * @param runNonce of the verification
     */
    VerificationRoundStore verificationRound(long runNonce);

    /**
     * Returns what switchovers changed.
     *
     * @param side that was changed: the other one than this database, so that neither restore loses both
     */
    SavedSettingStore savedSettings(Side side);

    /**
     * Forgets the task in transactions of its own, and removes what held its checkpoints with the last task; does nothing where
     * nothing is. The connection is in autocommit mode.
     *
     * @param keepStranded whether rows on one side only are kept that nobody has acknowledged
     * @return how many are kept, by this attempt or an earlier one; empty where none are
     */
    OptionalLong forget(Connection connection, boolean keepStranded) throws SQLException;
}
