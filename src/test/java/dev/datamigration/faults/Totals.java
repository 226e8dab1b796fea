package dev.datamigration.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds up the runs of a suite, by kind of fault. */
final class Totals {
    private final Map<String, Integer> kinds = new TreeMap<>();
    private int runs;
    private int bad;

    synchronized void add(List<String> faults, List<String> findings) {
        runs++;
        bad += findings.isEmpty() ? 0 : 1;
        faults.forEach(fault -> kinds.merge(kind(fault), 1, Integer::sum));
    }

    /** Without the figures that a name may have. */
    private static String kind(String fault) {
        return fault.replaceAll(" ?[(\\[].*[)\\]]", "");
    }

    synchronized String text() {
        var faults = kinds.values().stream().mapToInt(Integer::intValue).sum();
        return kinds.entrySet().stream()
                .map(kind -> "| " + kind.getKey() + " | " + kind.getValue() + " |")
                .collect(Collectors.joining(
                        "\n",
                        "%d runs, %d faults, %d runs with findings\n\n| Fault | Times |\n|---|---|\n"
                                .formatted(runs, faults, bad),
                        "\n"));
    }
}
