package dev.datamigration.faults;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.faults.journal.Books;
import dev.datamigration.faults.scene.Operators;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.faults.truth.StatusJournal;
import dev.datamigration.switchover.LiveTask;
import dev.datamigration.testing.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Drives a task by what its status says, as whoever is on duty does: answers, retries, and resumes after a failure. */
final class Person {
    /** Nothing takes so long on these small databases, faults included. */
    private static final Duration PATIENCE = Patience.LIMIT.multipliedBy(2);

    private final LiveTask task;
    private final Operators operators;
    private final StatusJournal statuses;
    private final Books books;
    private final Injector injector;
    private final RunLog log;
    private final EarlyEnd end;
    private final List<FailureStatus> failures = new ArrayList<>();
    private int nonce;
    private String answered = "";
    private Integer aborted;

    /** @param end when to give up; null for never */
    Person(Scene scene, StatusJournal statuses, Injector injector, RunLog log, EarlyEnd end) {
        this.end = end;
        this.task = scene.task();
        this.operators = scene.operators();
        this.statuses = statuses;
        this.books = scene.books();
        this.injector = injector;
        this.log = log;
    }

    /** Waits, and does meanwhile what is to be done. */
    void await(String what, Predicate<MigrationTaskStatus> reached) {
        log.tell("waiting for: " + what);
        try {
            Awaitility.await(what)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        var status = statuses.latest();
                        act(status);
                        keepOperators();
                        return reached.test(status);
                    });
        } catch (ConditionTimeoutException e) {
            throw new HangException(
                    "waited %s for: %s; the task is %s".formatted(PATIENCE, what, brief(statuses.latest())));
        }
        log.tell("reached: " + what);
    }

    private void keepOperators() {
        var ended = operators.startEnded();
        if (ended > 0) {
            log.tell(ended + " operators had ended by themselves and are started again");
        }
    }

    /** Moves the application to the other side. */
    void switchOver(int round) {
        enter(round);
        await(
                "switchover " + round,
                status -> status.forwardSwitchover() != null
                        && Integer.valueOf(round)
                                .equals(status.forwardSwitchover().round())
                        && status.forwardSwitchover().outcome() == SwitchoverOutcome.Completed);
        books.change();
        books.open();
    }

    private void act(MigrationTaskStatus status) {
        if (end != null && end.stage().reached(status)) {
            throw new EndNowException();
        }
        if (status.state() == TaskState.Failed && injector.isQuiet()) {
            resume(status);
        } else if (status.state() == TaskState.Running && status.awaiting() != null) {
            answer(status);
        } else if (aborted != null && status.phase() != Phase.ForwardSwitchover && !isUnverified(status)) {
            log.tell("verified after a loss: switchover " + aborted + " again");
            enter(aborted);
            aborted = null;
        }
    }

    private void enter(int round) {
        answered = "";
        task.patch("{\"forwardSwitchover\": {\"entered\": true, \"round\": " + round + "}}");
    }

    /** As a step says that fails because rows are to be verified after a loss. */
    private void abort(int round) {
        log.tell("abort of switchover " + round + ": rows are to be verified after a loss");
        aborted = round;
        task.patch("{\"forwardSwitchover\": {\"entered\": " + (round > 1) + ", \"round\": " + Math.max(1, round - 1)
                + "}}");
    }

    private static boolean isUnverified(MigrationTaskStatus status) {
        return status.checkpoints() != null
                && Stream.of(status.checkpoints().source(), status.checkpoints().target())
                        .anyMatch(known -> known != null && known.unverifiedSince() != null);
    }

    private void resume(MigrationTaskStatus status) {
        var failure = status.failure();
        if (failures.contains(failure)) {
            return; // resumed already, and not seen yet
        }
        failures.add(failure);
        log.tell("failed: " + failure);
        if (failure.failureClass() == FailureClass.Permanent
                || injector.isFinal(failure)
                || mustBeLoadedAnew(failure)) {
            throw new PermanentFailureException(failure);
        }
        nonce++;
        task.patch(
                failure.accept() == null
                        ? "{\"resumeNonce\": %d}".formatted(nonce)
                        : """
                        {"resumeNonce": %d, "recovery": {"accept": "%s"},
                          "fullVerification": {"runNonce": %d, "repair": {"mode": "Apply", "maxRows": 1000000}}}""".formatted(nonce, failure.accept(), nonce));
    }

    /** Before everything was loaded, a lost slot cannot be gone on from. */
    private static boolean mustBeLoadedAnew(FailureStatus failure) {
        return failure.code().equals("SlotLost") && failure.accept() == null;
    }

    private void answer(MigrationTaskStatus status) {
        var awaiting = status.awaiting();
        var key = awaiting.step() + " " + awaiting.attempt() + " " + awaiting.actions();
        if (key.equals(answered)) {
            return;
        }
        if (awaiting.step() == SwitchoverStep.ConfirmSourceWritesStopped) {
            books.shut();
        }
        answered = key;
        if (awaiting.actions().contains(StepAction.Retry) && isUnverified(status)) {
            abort(status.forwardSwitchover().round());
            return;
        }
        var action = awaiting.actions().contains(StepAction.Retry) ? "Retry" : "Confirm";
        log.tell(action + " " + key + ": "
                + LiveTask.step(status, awaiting.step()).message());
        task.answer(awaiting, action);
    }

    /** Every failure that the task went through. */
    List<FailureStatus> failures() {
        return failures;
    }

    static String brief(MigrationTaskStatus status) {
        return status.state() + " in " + status.phase()
                + (status.failure() == null ? "" : ", " + status.failure().code()) + ": " + status.message();
    }
}
