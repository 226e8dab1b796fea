package dev.datamigration.database.selection;

import dev.datamigration.api.task.ObjectSelection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says what the tables of a selection may be called on the target, as far as the selection alone tells. */
public final class TargetPatterns {
    /** Beyond that nothing is computed: patterns are written by whoever may create a task. */
    private static final long MOST_STEPS = 1_000_000;

    private static final long MOST_RENAMES = 1_000;

    private final List<Glob> patterns;

    public TargetPatterns(ObjectSelection selection) {
        this.patterns = renames(selection) > MOST_RENAMES
                ? List.of(new Glob("*"))
                : selection.include().stream()
                        .flatMap(pattern -> onTarget(pattern, selection))
                        .distinct()
                        .map(Glob::new)
                        .toList();
    }

    /** Returns how often a name would have to be held against a pattern. */
    private static long renames(ObjectSelection selection) {
        return (long) selection.include().size()
                * (selection.renameTables().size() + selection.renameSchemas().size());
    }

    /** Returns whether both may mean the same table. What is excluded is not considered, and what takes too long may be. */
    public boolean mayMeet(TargetPatterns others) {
        var steps = 0L;
        for (var one : patterns) {
            for (var other : others.patterns) {
                steps += one.steps(other);
                if (steps > MOST_STEPS || one.meets(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Stream<String> onTarget(String pattern, ObjectSelection selection) {
        var included = new Glob(pattern);
        var renamed = selection.renameTables().entrySet().stream()
                .filter(entry -> included.matches(entry.getKey()))
                .map(Map.Entry::getValue);
        return selection.renameTables().containsKey(pattern)
                ? renamed
                : Stream.concat(renamed, inSchemas(pattern, selection.renameSchemas()));
    }

    private static Stream<String> inSchemas(String pattern, Map<String, String> renameSchemas) {
        var dot = pattern.indexOf('.');
        var schema = dot < 0 ? pattern : pattern.substring(0, dot);
        var table = dot < 0 ? ".*" : pattern.substring(dot);
        var meant = new Glob(schema);
        var moved = renameSchemas.entrySet().stream()
                .filter(entry -> meant.matches(entry.getKey()))
                .map(entry -> entry.getValue() + table);
        return renameSchemas.containsKey(schema) ? moved : Stream.concat(moved, Stream.of(pattern));
    }
}
