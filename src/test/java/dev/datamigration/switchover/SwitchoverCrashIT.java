package dev.datamigration.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.compare.TableComparison;
import dev.datamigration.testing.operator.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged operator, killed with SIGKILL inside every step of switchovers there and back. */
class SwitchoverCrashIT {
    private static final int LONGEST_DELAY_MILLIS = 250;

    private static final Set<SwitchoverStep> PERSONS = EnumSet.of(
            SwitchoverStep.StartForwardSwitchover,
            SwitchoverStep.ConfirmSourceWritesStopped,
            SwitchoverStep.ProcessDatabaseObjects,
            SwitchoverStep.StartReverseIncrement);

    private final ApiServer api = ApiServer.shared();
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final TestDatabase source = PostgresServers.source().createDatabase("crash_source");
    private final TestDatabase target = PostgresServers.target().createDatabase("crash_target");
    private final Till till = new Till(200);
    private final Path log = newLog();
    private OperatorProcess operator;
    private LiveTask task;
    private int kills;

    @AfterEach
    void stop() {
        till.close();
        if (operator != null) {
            operator.stop();
        }
    }

    @Test
    void killedInEveryStep() {
        switchOver(1);
    }

    @Test
    @Tag("long")
    void killedInEveryStepThereAndBackAndThere() {
        switchOver(3);
    }

    private void switchOver(int rounds) {
        source.execute(Till.SCHEMA);
        till.open(source);
        task = new LiveTask(
                api, source, target, "migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]");
        startOperator();
        task.verified();
        for (var round = 1; round <= rounds; round++) {
            round(round);
        }
        till.shut();
        await("both sides hold the books, seed " + seed + ", log " + log).untilAsserted(() -> {
            till.assertBooks(source, "source");
            till.assertBooks(target, "target");
        });
        assertThat(DatabaseComparer.compare(source, target)).allMatch(TableComparison::same);
        assertThat(task.status().forwardSwitchover().lateWrites()).isNullOrEmpty();
        System.out.printf(
                "%d kills with SIGKILL inside the steps of %d switchovers (seed %d), %d transactions, none lost or doubled%n",
                kills, rounds, seed, till.committed());
    }

    private void round(int round) {
        var next = round % 2 == 1 ? target : source;
        task.patch("{\"forwardSwitchover\": {\"entered\": true, \"round\": " + round + "}}");
        for (var step : SwitchoverStep.values()) {
            killIn(round, step);
        }
        task.awaitCompleted(round);
        till.assertBooks(next, "round " + round + ", seed " + seed);
        till.open(next);
    }

    private void killIn(int round, SwitchoverStep step) {
        task.awaitStatus(
                step + " has begun, seed " + seed + ", log " + log,
                status -> status.forwardSwitchover() != null
                        && status.forwardSwitchover().round() == round
                        && LiveTask.step(status, step).state() != StepState.Pending);
        if (step == SwitchoverStep.ConfirmSourceWritesStopped) {
            till.shut();
        }
        if (step == SwitchoverStep.ProcessDatabaseObjects) {
            killSoon();
        }
        if (PERSONS.contains(step)) {
            task.confirm(step);
        }
        killSoon();
    }

    private void killSoon() {
        await().pollDelay(Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS)))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> true);
        operator.kill();
        kills++;
        startOperator();
    }

    private void startOperator() {
        operator = OperatorProcess.start(
                OperatorProcess.packagedApplication(Path.of(System.getProperty("project.directory", "."))),
                api.kubeconfig(),
                log,
                OperatorProcess.optionsFor(task.namespace, 384));
    }

    private static Path newLog() {
        try {
            var directory = Files.createDirectories(Path.of(System.getProperty("project.directory", "."), "target"));
            var file = directory.resolve("switchover-operator.log");
            Files.deleteIfExists(file);
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
