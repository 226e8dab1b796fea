package dev.datamigration.lifecycle.change;

import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.WorkerResources;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Remembers what a worker was begun with of all that is taken at the next start, and finds what has changed since. */
public final class SettingsAtStart {
    /** As the status bounds them; what is longer is told apart by a number. */
    private static final int LONGEST = 256;

    private SettingsAtStart() {}

    /**
     * Says what waits for the next start.
     *
     * @param path below {@code spec}
     * @param now what the worker goes by
     * @param next what it will be
     */
    public record Pending(String path, String now, String next) {}

    /** The values of a worker that begins now, by their paths. */
    public static Map<String, String> of(MigrationTaskSpec spec) {
        var values = new TreeMap<String, String>();
        fields().forEach(field -> values.put(field.path(), text(field.value().apply(spec))));
        return values;
    }

    /** @param begun as {@link #of} has it; null where it is not known, as of a worker that an earlier operator began */
    public static List<Pending> pending(MigrationTaskSpec spec, Map<String, String> begun) {
        return begun == null
                ? List.of()
                : fields().filter(field -> begun.containsKey(field.path()))
                        .map(field -> new Pending(
                                field.path(),
                                begun.get(field.path()),
                                text(field.value().apply(spec))))
                        .filter(setting -> !setting.now().equals(setting.next()))
                        .toList();
    }

    private static Stream<SpecField> fields() {
        return SpecFields.TABLE.stream().filter(field -> field.change() == SpecChange.NextStart);
    }

    private static String text(Object value) {
        var text = value == null ? "unset" : written(value);
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST - 16) + "… #" + Integer.toHexString(text.hashCode());
    }

    private static String written(Object value) {
        return value instanceof WorkerResources resources
                ? "requests " + written(resources.requests()) + ", limits " + written(resources.limits())
                : value.toString();
    }

    private static String written(Map<String, Quantity> amounts) {
        return amounts == null ? "unset" : new TreeMap<>(amounts).toString();
    }
}
