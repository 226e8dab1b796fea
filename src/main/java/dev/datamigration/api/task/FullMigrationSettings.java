package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Says how the full migration loads tables. */
public record FullMigrationSettings(
        @Default("4")
        @Min(1)
        @Max(64)
        @JsonPropertyDescription("Chunks copied at the same time; each uses one connection on each server.")
        Integer parallelism,

        @Default("200000")
        @Min(100)
        @Max(10000000)
        @JsonPropertyDescription(
                "Most rows in a chunk, as estimated when the table is cut into chunks; of a table without a key, most rows that are committed at once.")
        Integer chunkRows,

        @Default("268435456")
        @Min(65536)
        @Max(17179869184.0)
        @JsonPropertyDescription(
                "Most bytes in a chunk, as estimated when the table is cut into chunks; of a table without a key at most 64 MB are committed at once.")
        Long chunkBytes,

        @Default("2")
        @Min(1)
        @Max(32)
        @JsonPropertyDescription("Indexes and constraints built at the same time on the target.")
        Integer indexParallelism) {
    public static final FullMigrationSettings DEFAULT = new FullMigrationSettings(null, null, null, null);

    public FullMigrationSettings {
        parallelism = parallelism == null ? 4 : parallelism;
        chunkRows = chunkRows == null ? 200_000 : chunkRows;
        chunkBytes = chunkBytes == null ? 268_435_456L : chunkBytes;
        indexParallelism = indexParallelism == null ? 2 : indexParallelism;
    }
}
