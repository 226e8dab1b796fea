package dev.datamigration.kubectl.argument;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says which tasks are meant.
 *
 * @param selector as {@code kubectl get -l} takes it; null for none
 * @param all every task of the namespace
 */
public record TaskSelection(List<String> names, String selector, boolean all) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]+");

    public TaskSelection {
        names = List.copyOf(names);
    }

    /**
     * @param words those of the command line that are names
     * @throws CommandFailure if one cannot be, or all are meant besides some
     */
    public static TaskSelection of(List<String> words, Arguments arguments) {
        var names = Stream.concat(words.stream(), arguments.names().stream()).toList();
        for (var name : names) {
            if (!NAME.matcher(name).matches()) {
                throw CommandFailure.misused("'" + name + "' cannot be the name of a task");
            }
        }
        var selection = new TaskSelection(names, arguments.text(Option.Selector), arguments.has(Option.All));
        if (selection.all && !(names.isEmpty() && selection.selector == null)) {
            throw CommandFailure.misused("--all is every task of the namespace: leave out names and -l");
        }
        return selection;
    }

    public static TaskSelection ofNames(List<String> names) {
        return new TaskSelection(names, null, false);
    }

    /** @throws CommandFailure if nothing is selected, which would mean everything */
    public TaskSelection required() {
        if (names.isEmpty() && selector == null && !all) {
            throw CommandFailure.misused("say which tasks are meant: names, -l SELECTOR or --all");
        }
        return this;
    }

    /** @throws CommandFailure unless it is one name and nothing else */
    public String single(String command, String what) {
        if (names.size() != 1) {
            throw CommandFailure.misused(command + " needs the name of one " + what);
        }
        return names.get(0);
    }
}
