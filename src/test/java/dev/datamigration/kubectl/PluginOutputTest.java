package dev.datamigration.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.testing.HostileNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands print, to the character. */
class PluginOutputTest {
    private static final String TASKS = """
            {"kind": "List", "items": [
              {"metadata": {"name": "crm", "namespace": "prod"},
               "spec": {"engine": {"resources": {"requests": {"cpu": "1"}}}, "later": true},
               "status": {"state": "Running", "phase": "FullMigration", "progress": "42 %", "latency": "",
                          "full": {"rowsPerSecond": 1500}, "supportedOperations": ["Stop", "OfALaterVersion"]}},
              {"metadata": {"name": "shop", "namespace": "prod"}, "spec": {},
               "status": {"state": "Running", "phase": "ForwardSwitchover", "progress": "step 4/8", "latency": "2.1s",
                          "incremental": {"latencyMillis": 2060, "rowsPerSecond": 94},
                          "awaiting": {"step": "ConfirmSourceWritesStopped", "attempt": 1, "actions": ["Confirm"]}}},
              {"metadata": {"name": "billing", "namespace": "prod"}, "spec": {},
               "status": {"state": "Failed", "phase": "Precheck", "latency": "9s",
                          "incremental": {"latencyMillis": 9000, "rowsPerSecond": 7}, "failure": {"code": "SecretMissing"}}},
              {"metadata": {"name": "new", "namespace": "prod"}, "spec": {}}]}
            """;

    private final PlayedTerminal person = new PlayedTerminal("y\n");
    private final PlayedCluster cluster = new PlayedCluster();

    @Test
    void topPutsFailuresFirstAndShowsRatesOfWhatRuns() {
        cluster.answering("get migrationtasks", TASKS);
        assertThat(cluster.command(person, "top")).isEqualTo(ExitCode.Done);
        assertThat(person.out()).isEqualTo("""
                NAME      STATE     PHASE               PROGRESS   LATENCY   ROWS/S   AWAITS                       FAILURE
                billing   Failed    Precheck            -          -         -        -                            SecretMissing
                shop      Running   ForwardSwitchover   step 4/8   2.1s      94       ConfirmSourceWritesStopped   -
                crm       Running   FullMigration       42 %       -         1500     -                            -
                new       -         -                   -          -         -        -                            -

                4 tasks, 1 Failed, 2 Running, 1 -; 1594 rows/s, largest latency 2.1 s
                """);
    }

    @Test
    void aPreviewListsWhatQualifiesAndWhyTheRestDoesNot() {
        cluster.answering("create", "stop-x").answering("get batchoperations", """
                {"status": {"state": "Complete", "completedAt": "2026-11-23T00:35:12Z",
                            "counts": {"selected": 5, "supported": 3, "unsupported": 2, "succeeded": 2, "failed": 1},
                            "conditions": [{"type": "Failed", "reason": "TasksFailed", "message": "2 of 3 tasks succeeded"}],
                            "tasks": [
                  {"name": "shop", "result": "Supported", "latestTimestamp": "2026-11-23T00:33:42Z"},
                  {"name": "crm", "result": "Supported", "message": "it is\\nlate"},
                  {"name": "billing", "result": "Unsupported", "reason": "StateNotSupported", "message": "Stop needs more"}]}}
                """);
        assertThat(cluster.command(person, "stop", "--all")).isEqualTo(ExitCode.TasksFailed);
        assertThat(person.err()).isEqualTo("\nStop 3 tasks? [y/N] ");
        assertThat(person.out()).isEqualTo("""
                Stop: 3 of 5 selected tasks qualify.

                  NAME   LATEST TIMESTAMP       REMARK
                  shop   2026-11-23T00:33:42Z
                  crm    -                      it is late
                  … and 1 more

                2 do not, and are left alone:

                  NAME      REASON              MESSAGE
                  billing   StateNotSupported   Stop needs more
                  … and 1 more

                BatchOperation stop-x

                Failed: 2 of 3 tasks succeeded.
                """);
        assertThat(cluster.created).hasSize(2).allMatch(json -> json.contains("\"selector\":{"));
        assertThat(cluster.created.get(0)).contains("\"preview-stop-\"", "\"dryRun\":true");
        assertThat(cluster.created.get(1)).contains("\"stop-\"", "\"dryRun\":false");
        assertThat(cluster.asked).contains("delete batchoperations.datamigration.dev stop-x --wait=false");
    }

    /** As batch operations and alerts have it: in the second round, changes still go back until it is complete. */
    @ParameterizedTest
    @CsvSource({
        "'{\"round\": 1}', 94, 2.1, there",
        "'{\"round\": 1, \"outcome\": \"Completed\"}', 7, 0.3, back",
        "'{\"round\": 2}', 7, 0.3, back",
        "'{\"round\": 2, \"outcome\": \"Completed\"}', 94, 2.1, there"
    })
    void figuresAreOfTheDirectionThatChangesGoIn(String switchover, int rows, String latency, String appliedUpTo) {
        cluster.answering("get migrationtasks", """
                {"metadata": {"name": "shop", "namespace": "prod"}, "spec": {},
                 "status": {"state": "Running", "phase": "ForwardSwitchover", "forwardSwitchover": %s,
                   "incremental": {"latencyMillis": 2060, "rowsPerSecond": 94, "checkpointTimestamp": "there"},
                   "reverseIncrement": {"latencyMillis": 300, "rowsPerSecond": 7, "checkpointTimestamp": "back"}}}
                """.formatted(switchover)).answering("events", "{\"items\": []}");
        assertThat(cluster.command(person, "top", "shop")).isEqualTo(ExitCode.Done);
        assertThat(person.out()).contains("; %d rows/s, largest latency %s s".formatted(rows, latency));
        assertThat(cluster.command(person, "describe", "shop")).isEqualTo(ExitCode.Done);
        assertThat(person.out()).contains("applied up to " + appliedUpTo + "\n");
    }

    @Test
    void aTaskWhoseObjectsChangeShowsBothAndWhatFailed() {
        cluster.answering("get migrationtasks", """
                {"metadata": {"name": "crm", "namespace": "prod"}, "spec": {},
                 "status": {"state": "Modifying", "phase": "FullVerification", "progress": "42 %", "latency": "0.3s",
                            "modifications": [
                   {"number": 2, "state": "Migrating", "attempt": 1, "added": ["sales.a", "sales.b", "sales.c", "sales.d"],
                    "addedCount": 7, "removed": ["public.x"], "removedCount": 1, "startedAt": "2026-01-01T00:00:00Z",
                    "progress": {"phase": "FullMigration", "estimatedRows": 100, "migratedRows": 42}}]}}
                """).answering("events", "{\"items\": []}");
        assertThat(cluster.command(person, "describe", "crm")).isEqualTo(ExitCode.Done);
        assertThat(person.out())
                .contains(
                        "  phase       FullVerification\n",
                        "  latency     0.3s\n",
                        "  modifies    2: adds sales.a, sales.b, sales.c and 4 more tables, removes public.x, Migrating 42 %"
                                + " since 2026-01-01T00:00:00Z\n");
    }

    @Test
    void eventsAreInTheOrderOfTimeWhateverTheLengthOfTheirFractions() {
        cluster.answering(
                        "get migrationtasks",
                        "{\"metadata\": {\"name\": \"crm\", \"namespace\": \"prod\"}, \"spec\": {}}")
                .answering("events", """
                {"items": [
                  {"metadata": {}, "regarding": {"kind": "MigrationTask"}, "reason": "Third", "note": "c",
                   "series": {"count": 3, "lastObservedTime": "2026-01-01T00:00:00.5Z"}},
                  {"metadata": {}, "regarding": {"kind": "Pod"}, "reason": "Other", "eventTime": "2026-01-01T00:00:00Z"},
                  {"metadata": {}, "regarding": {"kind": "MigrationTask"}, "reason": "Second", "note": "b",
                   "eventTime": "2026-01-01T00:00:00.4999Z"},
                  {"metadata": {"creationTimestamp": "2026-01-01T00:00:00Z"}, "regarding": {"kind": "MigrationTask"},
                   "reason": "First", "note": "a"}]}
                """);
        assertThat(cluster.command(person, "describe", "crm")).isEqualTo(ExitCode.Done);
        assertThat(person.out()).isEqualTo("""
                crm in prod
                  from        not set
                  to          not set
                  wanted      NotStarted
                  state       the operator has not looked at it yet

                last events
                  2026-01-01T00:00:00Z  First  a
                  2026-01-01T00:00:00.4999Z  Second  b
                  2026-01-01T00:00:00.5Z  Third (3 times)  c
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop",
                "stop --all crm",
                "stop crm --parallelism many",
                "stop crm --timeout 5x",
                "stop crm --dry-run=client",
                "stop crm --nonsense 1",
                "stop crm -o xml",
                "stop Crm",
                "restart crm",
                "alerts set crm --channel Lark --url-secret robot/url",
                "alerts set crm --task-status --channel Lark --url-secret robot",
                "alerts set crm --task-status --channel Slack --url-secret robot/url",
                "advance crm --step Nowhere",
                "advance crm --step StopForwardSync",
                "precheck",
                "round many crm",
                "follow"
            })
    void whatIsNotUnderstoodIsNotDone(String line) {
        assertThat(cluster.command(person, line.split(" "))).isEqualTo(ExitCode.Misused);
        assertThat(person.err()).startsWith("kubectl migration: ").endsWith("(kubectl migration help)\n");
        assertThat(cluster.asked).isEmpty();
    }

    @Test
    void nothingThatATerminalObeysIsPrinted() {
        person.terminal.out().line(String.join("\n", HostileNames.ALL) + "\nC1 \u009b31m \u0085 größe 😀 €");
        assertThat(person.out().replace("\n", "").replace("\t", "")).doesNotMatch(HostileNames.INVISIBLE);
        assertThat(person.out()).contains("größe 😀 €", "**x**", "SELECT");
    }

    @Test
    void whatCannotBeAskedIsAnErrorAndNothingIsDone() {
        cluster.refusing("get migrationtasks");
        assertThat(cluster.command(person, "top")).isEqualTo(ExitCode.Error);
        assertThat(cluster.command(person, "round", "1", "crm", "-y")).isEqualTo(ExitCode.Error);
        assertThat(person.out() + person.err()).as("kubectl has said why").isEmpty();
        assertThat(cluster.asked).noneMatch(question -> question.startsWith("patch"));
    }

    @Test
    void theRestIsPatchedThoughOneIsRefused() {
        cluster.answering("get migrationtasks", TASKS)
                .refusing("patch migrationtasks.datamigration.dev crm")
                .answering("patch", "patched\n");
        assertThat(cluster.command(person, "rehearse", "--all")).isEqualTo(ExitCode.TasksFailed);
        assertThat(person.err()).isEqualTo("\nRehearse the switchover of 4 tasks? [y/N] ");
        assertThat(person.out()).endsWith("patched\npatched\npatched\n");
    }
}
