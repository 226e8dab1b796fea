package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says how far the full migration is. */
public record FullMigrationStatus(
        @JsonPropertyDescription(
                "What is being done: LargeObjects (where they are carried), WaitingForTransactions (that were open on the"
                        + " source when the load began), Copying, Indexing or Done.")
        String stage,

        @JsonPropertyDescription("Tables to load.") Integer tables,
        @JsonPropertyDescription("Tables loaded.") Integer tablesLoaded,
        @JsonPropertyDescription("Chunks planned so far.") Long chunks,
        @JsonPropertyDescription("Chunks loaded.") Long chunksLoaded,

        @JsonPropertyDescription("Rows to load, as the source's statistics estimate them.")
        Long estimatedRows,

        @JsonPropertyDescription("Rows loaded.") Long migratedRows,

        @JsonPropertyDescription("Bytes loaded, in the database's bulk format.")
        Long migratedBytes,

        @JsonPropertyDescription("Rows per second now.") Long rowsPerSecond,
        @JsonPropertyDescription("Bytes per second now.") Long bytesPerSecond,

        @JsonPropertyDescription("How many workers share it while rows are copied; absent where one does it alone.")
        WorkersStatus workers,

        @JsonPropertyDescription(
                "How far the copy of large objects is, which comes first; absent where none are carried.")
        LargeObjectProgress largeObjects) {
    /** The stage in which large objects are copied. */
    public static final String LARGE_OBJECTS = "LargeObjects";

    /** Of a worker that does it alone. */
    public FullMigrationStatus(
            String stage,
            Integer tables,
            Integer tablesLoaded,
            Long chunks,
            Long chunksLoaded,
            Long estimatedRows,
            Long migratedRows,
            Long migratedBytes,
            Long rowsPerSecond,
            Long bytesPerSecond) {
        this(
                stage,
                tables,
                tablesLoaded,
                chunks,
                chunksLoaded,
                estimatedRows,
                migratedRows,
                migratedBytes,
                rowsPerSecond,
                bytesPerSecond,
                null,
                null);
    }

    /** While large objects are copied: nothing is known of the tables yet. */
    public static FullMigrationStatus of(LargeObjectProgress progress) {
        return new FullMigrationStatus(
                LARGE_OBJECTS, null, null, null, null, null, null, null, null, null, null, progress);
    }

    /** The same, with what became of large objects. */
    public FullMigrationStatus with(LargeObjectProgress progress) {
        return new FullMigrationStatus(
                stage,
                tables,
                tablesLoaded,
                chunks,
                chunksLoaded,
                estimatedRows,
                migratedRows,
                migratedBytes,
                rowsPerSecond,
                bytesPerSecond,
                workers,
                progress);
    }

    /** Statistics know nothing (-1) of a table that was never analysed. */
    public FullMigrationStatus {
        estimatedRows = estimatedRows == null ? null : Long.valueOf(Math.max(0, estimatedRows));
    }
}
