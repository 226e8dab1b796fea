package dev.datamigration.kubectl;

import dev.datamigration.kubectl.argument.Arguments;
import dev.datamigration.kubectl.cluster.ClusterReader;
import dev.datamigration.kubectl.cluster.Kubectl;
import dev.datamigration.kubectl.cluster.KubectlOutput;
import dev.datamigration.kubectl.cluster.KubectlProcess;
import dev.datamigration.kubectl.text.Terminal;
import dev.datamigration.kubectl.text.TextStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Does once, without a cluster, what commands do, so that the JVM can archive the classes that they need: with the archive a
 * command starts in less than half the time.
 */
public final class ClassTraining {
    private static final String TASK = """
            {"metadata": {"name": "crm", "namespace": "prod"},
             "spec": {"source": {"type": "PostgreSQL", "host": "old", "database": "crm"},
                      "migrationTypes": ["Schema", "Full"], "forwardSwitchover": {"entered": true}},
             "status": {"state": "Running", "phase": "ForwardSwitchover", "latency": "0.3s",
                        "awaiting": {"step": "ConfirmSourceWritesStopped", "attempt": 1, "actions": ["Confirm"]},
                        "incremental": {"latencyMillis": 300, "rowsPerSecond": 93},
                        "forwardSwitchover": {"round": 1, "steps": [{"step": "SwitchoverPrecheck", "state": "Done"}]}}}
            """;
    private static final String BATCH = """
            {"status": {"state": "Complete", "completedAt": "2026-01-01T00:00:00Z",
                        "counts": {"selected": 1, "supported": 1, "succeeded": 1},
                        "tasks": [{"name": "crm", "result": "Supported"}],
                        "conditions": [{"type": "Complete", "status": "True", "message": "1 of 1 tasks succeeded"}]}}
            """;
    private static final String EVENTS = """
            {"items": [{"metadata": {}, "regarding": {"kind": "MigrationTask"}, "reason": "Started", "note": "started",
                        "eventTime": "2026-01-01T00:00:00.000000Z"}]}
            """;

    private ClassTraining() {}

    public static void main(String[] line) {
        var nowhere =
                new TextStream(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8), true);
        for (var command :
                List.of("top", "plan crm", "describe crm", "stop crm -y", "precheck skip crm -y", "advance crm -y")) {
            var arguments = Arguments.parse(command.split(" "));
            var words = arguments.words();
            Commands.run(
                    words.get(0),
                    CommandContext.of(
                            words.subList(1, words.size()),
                            arguments,
                            new Terminal(nowhere, nowhere, new StringReader("")),
                            new PlayedKubectl(arguments)));
        }
    }

    /** Also starts a process, as the real one does: one that fails at once. */
    private record PlayedKubectl(Arguments arguments) implements Kubectl {
        @Override
        public KubectlOutput run(String input, String... command) {
            var line = String.join(" ", command);
            if (line.contains("events")) {
                return answer(EVENTS);
            }
            return answer(line.startsWith("get " + ClusterReader.TASKS) ? TASK : BATCH);
        }

        @Override
        public KubectlOutput runQuietly(String... command) {
            return new KubectlProcess(arguments).runQuietly(command);
        }

        @Override
        public KubectlOutput runLocally(String... command) {
            return run(null, command);
        }

        private static KubectlOutput answer(String json) {
            return new KubectlOutput(true, json.getBytes(StandardCharsets.UTF_8));
        }
    }
}
