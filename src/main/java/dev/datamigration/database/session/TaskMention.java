package dev.datamigration.database.session;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says how a worker tells of another migration task: by its UID, which is all that a server knows of it. Whoever knows the task puts
 * its name there.
 */
public final class TaskMention {
    private static final String UNNAMED = "the migration task with the uid ";
    private static final String LOOK_UP =
            "its name: kubectl get migrationtasks -A -o jsonpath='{range .items[?(@.metadata.uid==\"%s\")]}{.metadata.namespace}/{.metadata.name}{end}'";
    private static final Pattern NAMELESS = Pattern.compile(Pattern.quote(UNNAMED) + "([^)\\s]+)");
    private static final Pattern LOOKED_UP =
            Pattern.compile(Pattern.quote(LOOK_UP).replace("%s", "\\E([^\"]+)\\Q"));

    private TaskMention() {}

    /** The task, as part of a sentence; a blank or a bracket has to follow. */
    public static String of(String uid) {
        return UNNAMED + uid;
    }

    /** Returns how its name is found. */
    public static String lookUp(String uid) {
        return LOOK_UP.formatted(uid);
    }

    /**
     * A text that tells of tasks, with the names of those that are known.
     *
     * @param text may be null
     * @param names the name of the task with a uid, as namespace/name; null for an unknown one
     */
    public static String named(String text, UnaryOperator<String> names) {
        if (text == null) {
            return null;
        }
        var told = named(NAMELESS, text, names, (uid, name) -> "the migration task " + name + ", uid " + uid);
        return named(LOOKED_UP, told, names, (uid, name) -> "it is the migration task " + name);
    }

    /** @param telling uid and name to what stands for the place where the uid was */
    private static String named(
            Pattern place, String text, UnaryOperator<String> names, BinaryOperator<String> telling) {
        return place.matcher(text).replaceAll(found -> {
            var uid = found.group(1);
            var name = names.apply(uid);
            return Matcher.quoteReplacement(name == null ? found.group() : telling.apply(uid, name));
        });
    }
}
