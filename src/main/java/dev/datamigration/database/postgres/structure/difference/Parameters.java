package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.sql.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Storage parameters and the like, as {@code SET (…)} and {@code RESET (…)} take them. */
final class Parameters {
    private Parameters() {}

    /** The clauses that turn those that are there into the wanted ones; either list may be null. */
    static Stream<String> change(String wanted, String there) {
        return change(wanted, there, "");
    }

    /** @param prefix of every name, {@code toast.} for those of a TOAST table */
    static Stream<String> change(String wanted, String there, String prefix) {
        var is = parsed(there);
        var want = parsed(wanted);
        var set = new ArrayList<String>();
        want.forEach((name, value) -> {
            if (!value.equals(is.get(name))) {
                set.add(prefix + name + "=" + Sql.literal(value).strip());
            }
        });
        List<String> reset = is.keySet().stream()
                .filter(name -> !want.containsKey(name))
                .map(name -> prefix + name)
                .toList();
        return Stream.of(clause("SET", set), clause("RESET", reset)).filter(clause -> !clause.isEmpty());
    }

    private static String clause(String action, List<String> parameters) {
        return parameters.isEmpty() ? "" : action + " (" + String.join(", ", parameters) + ")";
    }

    private static Map<String, String> parsed(String list) {
        var found = new TreeMap<String, String>();
        if (list != null) {
            Arrays.stream(list.split(", ")).forEach(parameter -> {
                var at = parameter.indexOf('=');
                found.put(
                        at < 0 ? parameter : parameter.substring(0, at), at < 0 ? "true" : parameter.substring(at + 1));
            });
        }
        return found;
    }
}
