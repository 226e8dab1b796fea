package dev.datamigration.database.checkpoint;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The chunks of the tables that a full migration loads. */
public interface ChunkStore {

    /** Adds a chunk; with the last one the table is planned. */
    void add(Connection connection, Chunk chunk, boolean last) throws SQLException;

    /** Chunks of a table that are not finished, by number, at most {@code limit}. */
    List<Chunk> unfinished(Connection connection, LoadTable table, int afterNumber, int limit) throws SQLException;

    /** Finished chunks of a table, by number. */
    List<Chunk> finished(Connection connection, LoadTable table) throws SQLException;

    /** The chunk that was planned last. */
    Optional<Chunk> last(Connection connection, LoadTable table) throws SQLException;

    /**
     * Takes a chunk for this transaction alone, waiting for another that has it.
     *
     * @return what was copied of it before, if it is finished
     */
    Optional<Copied> claim(Connection connection, Chunk chunk) throws SQLException;

    /** Says that a chunk is finished, in the transaction that wrote its rows. */
    void finish(Connection connection, Chunk chunk, Copied copied, RunScope by) throws SQLException;
}
