package dev.datamigration.batch.rule;

import dev.datamigration.api.batch.WaveSettings;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Divides tasks into waves. */
public final class Waves {
    /** Numbers first, by size; then words; a missing value last. */
    private static final Comparator<String> BY_VALUE = Comparator.nullsLast(
            Comparator.comparing(Waves::number, Comparator.nullsLast(Comparator.<BigInteger>naturalOrder()))
                    .thenComparing(Comparator.naturalOrder()));

    private Waves() {}

    /**
     * Gives each entry its wave.
     *
     * @param entries in the order of their names
     * @param settings may be null: one wave
     * @param labels of each task by its name
     */
    public static List<BatchEntry> divide(
            List<BatchEntry> entries, WaveSettings settings, Map<String, Map<String, String>> labels) {
        if (settings == null) {
            return entries;
        }
        return settings.byLabel() == null ? bySize(entries, settings.size()) : byLabel(entries, settings, labels);
    }

    /** Only tasks that qualify fill a wave. */
    private static List<BatchEntry> bySize(List<BatchEntry> entries, int size) {
        var divided = new ArrayList<BatchEntry>();
        var taken = 0;
        for (var entry : entries) {
            divided.add(entry.inWave(taken / size));
            taken += entry.progress() == EntryProgress.Unsupported ? 0 : 1;
        }
        return divided;
    }

    private static List<BatchEntry> byLabel(
            List<BatchEntry> entries, WaveSettings settings, Map<String, Map<String, String>> labels) {
        var values = new TreeSet<>(BY_VALUE);
        entries.forEach(entry -> values.add(value(entry, settings, labels)));
        var order = new ArrayList<>(values);
        return entries.stream()
                .map(entry -> entry.inWave(indexOf(order, value(entry, settings, labels))))
                .toList();
    }

    private static String value(BatchEntry entry, WaveSettings settings, Map<String, Map<String, String>> labels) {
        return labels.getOrDefault(entry.name(), Map.of()).get(settings.byLabel());
    }

    private static int indexOf(List<String> order, String value) {
        for (var i = 0; i < order.size(); i++) {
            if (Objects.equals(order.get(i), value)) {
                return i;
            }
        }
        throw new IllegalStateException("no wave for " + value);
    }

    private static BigInteger number(String value) {
        return value.matches("[0-9]+") ? new BigInteger(value) : null;
    }
}
