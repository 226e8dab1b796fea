package dev.datamigration.database.load;

/** A part of a table that is copied and committed at once. */
public record Chunk(LoadTable table, int number, ChunkRange range) {
    @Override
    public String toString() {
        return "chunk " + number + " of " + table.name();
    }
}
