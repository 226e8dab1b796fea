package dev.datamigration.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private static final WriterFigures WRITER = new WriterFigures(Duration.ofSeconds(61), 24_400, 400);

    private static MigrationTaskStatus loading(FullMigrationStatus full, SchemaStatus schema) {
        return new MigrationTaskStatus(
                null,
                TaskState.Running,
                Phase.FullMigration,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                schema,
                null,
                full,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void nothingIsKnownBeforeTheOperatorSpoke() {
        var lines = new ProgressLines(MigrationTaskStatus.empty(), WRITER);
        assertThat(lines.headline()).contains("01:01", "new", "Precheck", "0 %", "24,400 transactions, 400/s");
        assertThat(lines.all()).hasSize(8);
    }

    @Test
    void whileRowsAreCopiedTheirRateIsShown() {
        var full = new FullMigrationStatus(
                "Copying", 20, 3, 60L, 12L, 1_000_000L, 500_000L, 80_000_000L, 200_000L, 30_000_000L);
        var lines = new ProgressLines(loading(full, new SchemaStatus(60, 60, 40, 0, 0, List.of())), WRITER);
        assertThat(lines.headline())
                .contains("Running", "FullMigration", "40 %", "500,000 rows, 80.0 MB, 200,000 rows/s, 30.0 MB/s");
        assertThat(lines.all()).anyMatch(line -> line.contains("SchemaMigration") && line.contains("100 %"));
    }

    @Test
    void theLoadIsNotDoneBeforeItsIndexes() {
        var full = new FullMigrationStatus("Indexing", 20, 20, 60L, 60L, 1_000_000L, 1_020_000L, 80_000_000L, 0L, 0L);
        var lines = new ProgressLines(loading(full, new SchemaStatus(60, 60, 40, 20, 0, List.of())), WRITER);
        assertThat(lines.headline()).contains("90 %", "indexes and constraints 20 of 40");
    }
}
