package dev.datamigration.database.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.CheckpointStatus;
import dev.datamigration.database.postgres.position.Lsn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoundCheckpointsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // known: epoch, tables, applied; found: epoch, tables, applied; what is lacking
                "-, -, -,      -, 0, -,     ",
                "-, -, -,      3, 5, 0/9,   ",
                "3, 5, 0/9,    3, 5, 0/9,   ",
                "3, 5, 0/9,    4, 6, 0/A,   ",
                "3, -, -,      3, 0, -,     ",
                "3, -, -,      -, 0, -,     has no checkpoints",
                "-, -, 0/9,    -, 0, -,     has no checkpoints",
                "3, 5, -,      3, 4, -,     knows of 4 tables",
                "3, 5, 0/9,    3, 5, -,     no changes that were applied",
                // no loss by itself: the slot tells
                "3, 5, 0/9,    3, 5, 0/8,   ",
                "3, -, -,      2, 0, -,     ",
            })
    void lacking(
            Long epoch,
            Integer tables,
            String applied,
            Long foundEpoch,
            int foundTables,
            String foundApplied,
            String told) {
        var known = new CheckpointStatus("7", 1, epoch, tables, applied, null);
        var found =
                new FoundCheckpoints(foundEpoch, foundTables, 0, foundApplied == null ? null : Lsn.parse(foundApplied));
        assertThat(found.lacking(known).orElse("")).contains(told == null ? "" : told);
        assertThat(found.lacking(known).isPresent()).isEqualTo(told != null);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // known epoch, epoch of the run, found epoch
                "3, 4, 4, false",
                "3, 4, 5, true",
                "-, 1, 5, true",
                "-, 1, -, false",
                // it had claimed them itself: a newer worker came
                "4, 4, 5, false"
            })
    void exceeding(Long known, long run, Long found, boolean exceeds) {
        assertThat(new FoundCheckpoints(found, 0, 0, null)
                        .exceed(new CheckpointStatus(null, null, known, null, null, null), run))
                .isEqualTo(exceeds);
    }
}
