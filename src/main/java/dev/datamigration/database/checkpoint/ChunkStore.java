package dev.datamigration.database.checkpoint;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chunks of the tables that a full migration loads. */
public interface ChunkStore {

    /** Adds a chunk; with the last one the table is planned. */
    void add(Connection connection, Chunk chunk, boolean last) throws SQLException;

    /** Finished chunks of a table, by number. */
    List<Chunk> finished(Connection connection, LoadTable table) throws SQLException;

    /** The chunk that was planned last. */
    Optional<Chunk> last(Connection connection, LoadTable table) throws SQLException;

    /**
     * Takes the next chunk that is neither finished nor anybody's, for this transaction; waits for nobody.
     *
     * @param after only chunks of later places are looked at; 0 for all
     * @param passedOver tables of which none is taken
     */
    Optional<TakenChunk> take(Connection connection, long after, Collection<TableName> passedOver) throws SQLException;

    /** Keeps a chunk that this transaction has taken for as long as its session lives, or until it is given up. */
    void hold(Connection connection, Chunk chunk) throws SQLException;

    /** Lets others take a chunk that was held. */
    void giveUp(Connection connection, Chunk chunk) throws SQLException;

    /**
     * Locks a chunk until the transaction ends, waiting for another that has it.
     *
     * @return whether it is finished
     */
    boolean lock(Connection connection, Chunk chunk) throws SQLException;

    /** Returns what helpers have copied of each table, whenever that was; only those of which they have copied any chunk. */
    Map<TableName, HelpedTable> helped(Connection connection) throws SQLException;

    /**
     * Says what helpers have copied of a table.
     *
     * @param chunks that are finished
     */
    record HelpedTable(long chunks, long rows, long bytes) {}

    /**
     * A chunk that is taken.
     *
     * @param table by its name on the source
     * @param number within the table
     * @param place in the order of all chunks of the task
     */
    record TakenChunk(TableName table, int number, ChunkRange range, long place) {}

    /** Says that a chunk is finished, in the transaction that wrote its rows. */
    void finish(Connection connection, Chunk chunk, Copied copied, RunScope by) throws SQLException;
}
