package dev.datamigration.database.checkpoint;

import dev.datamigration.database.Position;
import dev.datamigration.database.load.ColumnPair;
import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * Says what the checkpoints say of one table.
 *
 * @param columns as planned
 * @param file by whose blocks it is cut into chunks; null where it is not cut by blocks
 * @param position as of which every finished chunk stands; null where none is known
 * @param planned whether the chunks cover the whole table
 * @param complete whether the table is loaded
 * @param chunks planned so far
 * @param chunksDone of these
 * @param rows in finished chunks
 * @param bytes in finished chunks
 */
public record TableCheckpoint(
        TableName name,
        List<ColumnPair> columns,
        Long file,
        Position position,
        boolean planned,
        boolean complete,
        long chunks,
        long chunksDone,
        long rows,
        long bytes) {}
