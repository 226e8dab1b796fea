package dev.datamigration.kubectl;

import dev.datamigration.kubectl.argument.Arguments;
import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.Option;
import dev.datamigration.kubectl.argument.OutputFormat;
import dev.datamigration.kubectl.argument.TaskSelection;
import dev.datamigration.kubectl.cluster.ClusterReader;
import dev.datamigration.kubectl.cluster.Kubectl;
import dev.datamigration.kubectl.text.Terminal;
import dev.datamigration.kubectl.text.TextStream;
import java.util.List;

/**
 * Holds what every command works with.
 *
 * @param words those of the command line after the command itself
 */
record CommandContext(
        List<String> words,
        Arguments arguments,
        OutputFormat format,
        Terminal terminal,
        Kubectl kubectl,
        ClusterReader cluster) {

    static CommandContext of(List<String> words, Arguments arguments, Terminal terminal, Kubectl kubectl) {
        return new CommandContext(
                words,
                arguments,
                OutputFormat.of(arguments.text(Option.Output)),
                terminal,
                kubectl,
                new ClusterReader(kubectl));
    }

    /** @throws CommandFailure if a word cannot be the name of a task */
    TaskSelection selection() {
        return TaskSelection.of(words, arguments);
    }

    /** The same, where the first word is no task. */
    CommandContext withoutFirstWord() {
        return new CommandContext(words.subList(1, words.size()), arguments, format, terminal, kubectl, cluster);
    }

    /** Returns what people read. */
    TextStream people() {
        return terminal.people(format);
    }

    /** Asks before something is done to tasks, unless it was said that nobody is to be asked. */
    void confirm(String doing, int tasks) {
        if (!arguments.has(Option.Yes)) {
            terminal.confirm("%s %d task%s?".formatted(doing, tasks, tasks == 1 ? "" : "s"));
        }
    }

    /** Returns what a command that is to be typed next needs besides, to mean the same namespace. */
    String inNamespace() {
        var namespace = arguments.text(Option.Namespace);
        return namespace == null ? "" : " -n " + namespace;
    }
}
