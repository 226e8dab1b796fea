package dev.datamigration.lifecycle.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.LargeObjectProgress;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.lifecycle.Given;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.DetailsOf;
import org.junit.jupiter.api.Test;

class ProgressTextTest {

    private static FullMigrationStatus full(String stage, long rows, long of) {
        return new FullMigrationStatus(stage, 1, 0, 4L, 1L, of, rows, 0L, 0L, 0L);
    }

    private static String shown(Phase phase, SchemaStatus schema, FullMigrationStatus full) {
        var task = Given.running(phase);
        task.reports(new WorkerState.Running(phase), DetailsOf.parts(null, schema, full, null, null))
                .pass();
        return task.status.progress();
    }

    @Test
    void rowsWhileRowsAreCopied() {
        assertThat(shown(Phase.FullMigration, null, full("Copying", 42, 100))).isEqualTo("42 %");
        assertThat(shown(Phase.FullMigration, null, full("Copying", 0, 0))).isEqualTo("0 %");
    }

    @Test
    void largeObjectsBeforeThem() {
        var full = FullMigrationStatus.of(new LargeObjectProgress(10L, 3L, 70L));
        assertThat(shown(Phase.FullMigration, null, full)).isEqualTo("large objects 3/10");
    }

    @Test
    void anEstimateThatWasTooLowNeverShowsMoreThanAllOfIt() {
        assertThat(shown(Phase.FullMigration, null, full("Copying", 250, 100))).isEqualTo("99 %");
    }

    @Test
    void indexesAfterwards() {
        var schema = new SchemaStatus(9, 9, 10, 3, 0, null);
        assertThat(shown(Phase.FullMigration, schema, full("Indexing", 100, 100)))
                .isEqualTo("indexes 3/10");
    }

    @Test
    void objectsWhileTheSchemaIsCreated() {
        assertThat(shown(Phase.SchemaMigration, new SchemaStatus(20, 5, 0, 0, 0, null), null))
                .isEqualTo("25 %");
    }

    @Test
    void nothingWhereNothingCanBeCounted() {
        assertThat(shown(Phase.Precheck, null, null)).isNull();
        assertThat(shown(Phase.IncrementalSync, null, null)).isNull();
    }
}
