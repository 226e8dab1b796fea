package dev.datamigration.kubectl;

import dev.datamigration.kubectl.argument.Arguments;
import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.Option;
import dev.datamigration.kubectl.cluster.Kubectl;
import dev.datamigration.kubectl.cluster.KubectlProcess;
import dev.datamigration.kubectl.text.Terminal;
import java.util.List;
import java.util.function.Function;

/** {@code kubectl migration}. */
public final class Main {
    private Main() {}

    public static void main(String[] line) {
        System.exit(run(line, Terminal.ofProcess(), KubectlProcess::new).number);
    }

    static ExitCode run(String[] line, Terminal terminal, Function<Arguments, Kubectl> kubectl) {
        try {
            var arguments = Arguments.parse(line);
            return run(arguments, terminal, kubectl.apply(arguments));
        } catch (CommandFailure e) {
            if (e.getMessage() != null) {
                terminal.err().line("kubectl migration: " + e.getMessage());
            }
            return e.code;
        }
    }

    private static ExitCode run(Arguments arguments, Terminal terminal, Kubectl kubectl) {
        List<String> words = arguments.words();
        if (words.isEmpty() || words.get(0).equals("help") || arguments.has(Option.Help)) {
            terminal.out().print(Help.TEXT);
            return ExitCode.Done;
        }
        var context = CommandContext.of(words.subList(1, words.size()), arguments, terminal, kubectl);
        return Commands.run(words.get(0), context);
    }
}
