package dev.datamigration.batch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.batch.WaveSettings;
import dev.datamigration.batch.Tasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WavesTest {
    private static final List<BatchEntry> ENTRIES = List.of(
            Tasks.entry("a", 0, EntryProgress.Pending),
            Tasks.entry("b", 0, EntryProgress.Unsupported),
            Tasks.entry("c", 0, EntryProgress.Pending),
            Tasks.entry("d", 0, EntryProgress.Pending),
            Tasks.entry("e", 0, EntryProgress.Pending));

    @Test
    void numbersComeInTheirOrderThenWordsThenWhatHasNone() {
        var labels = Map.of(
                "a", Map.of("wave", "10"),
                "b", Map.of("wave", "9"),
                "c", Map.of("wave", "last"),
                "e", Map.of("wave", "010"));
        assertThat(Waves.divide(ENTRIES, new WaveSettings("wave", null), labels))
                .extracting(BatchEntry::wave)
                .containsExactly(2, 0, 3, 4, 1);
    }

    @Test
    void onlyTasksThatQualifyFillAWave() {
        assertThat(Waves.divide(ENTRIES, new WaveSettings(null, 2), Map.of()))
                .extracting(BatchEntry::wave)
                .containsExactly(0, 0, 0, 1, 1);
    }

    @Test
    void withoutSettingsThereIsOneWave() {
        assertThat(Waves.divide(ENTRIES, null, Map.of())).isEqualTo(ENTRIES);
    }
}
