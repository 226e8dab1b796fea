package dev.datamigration.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.WaveSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WavesTest {
    private static final List<Entry> ENTRIES = List.of(
            Tasks.entry("a", 0, Progress.Pending),
            Tasks.entry("b", 0, Progress.Unsupported),
            Tasks.entry("c", 0, Progress.Pending),
            Tasks.entry("d", 0, Progress.Pending),
            Tasks.entry("e", 0, Progress.Pending));

    @Test
    void numbersComeInTheirOrderThenWordsThenWhatHasNone() {
        var labels = Map.of(
                "a", Map.of("wave", "10"),
                "b", Map.of("wave", "9"),
                "c", Map.of("wave", "last"),
                "e", Map.of("wave", "010"));
        assertThat(Waves.divide(ENTRIES, new WaveSettings("wave", null), labels))
                .extracting(Entry::wave)
                .containsExactly(2, 0, 3, 4, 1);
    }

    @Test
    void onlyTasksThatQualifyFillAWave() {
        assertThat(Waves.divide(ENTRIES, new WaveSettings(null, 2), Map.of()))
                .extracting(Entry::wave)
                .containsExactly(0, 0, 0, 1, 1);
    }

    @Test
    void withoutSettingsThereIsOneWave() {
        assertThat(Waves.divide(ENTRIES, null, Map.of())).isEqualTo(ENTRIES);
    }
}
