package dev.datamigration.kubectl;

import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.cluster.Kubectl;
import dev.datamigration.kubectl.cluster.KubectlOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers what it was told to, by a word of the question, and keeps what it was asked. */
final class PlayedCluster implements Kubectl {
    private static final String REFUSED = "refused";

    private final Map<String, String> answers = new LinkedHashMap<>();
    final List<String> asked = new ArrayList<>();
    final List<String> created = new ArrayList<>();

    /** @param json what is answered to a question that contains the words; the first that fits counts */
    PlayedCluster answering(String words, String json) {
        answers.put(words, json);
        return this;
    }

    PlayedCluster refusing(String words) {
        return answering(words, REFUSED);
    }

    @Override
    public KubectlOutput run(String input, String... arguments) {
        var question = String.join(" ", arguments);
        asked.add(question);
        if (input != null) {
            created.add(input);
        }
        var answer = answers.entrySet().stream()
                .filter(known -> question.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return new KubectlOutput(!answer.equals(REFUSED), answer.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public KubectlOutput runQuietly(String... arguments) {
        return run(null, arguments);
    }

    @Override
    public KubectlOutput runLocally(String... arguments) {
        return run(null, arguments);
    }

    /** How a command ended; what it failed with is printed as {@link Main} does it. */
    ExitCode command(PlayedTerminal person, String... line) {
        return Main.run(line, person.terminal, arguments -> this);
    }
}
