package dev.datamigration.transfer.incremental.apply;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.IncrementalStatus.AlteredStructure;
import dev.datamigration.api.task.ddl.DdlAction;
import dev.datamigration.api.task.ddl.DdlDecision;
import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.log.LogMessage.StructureChange;
import dev.datamigration.database.replay.StructureRecord;
import dev.datamigration.database.replay.StructureStep;
import dev.datamigration.failure.Cut;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Decides which changes of the structure are made on the target, and stops before the others. */
public final class StructureChanges {
    private static final Logger LOG = Logger.getLogger(StructureChanges.class);

    private static final int LONGEST = 1_000;

    private final Run run;
    private final Deque<AlteredStructure> records = new ArrayDeque<>();

    /** @param latest what became of the latest changes, newest first */
    public StructureChanges(Run run, List<StructureRecord> latest) {
        this.run = run;
        latest.forEach(record -> records.addLast(status(record)));
    }

    private static AlteredStructure status(StructureRecord record) {
        return new AlteredStructure(
                record.position(),
                record.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                record.change(),
                record.made());
    }

    /** What became of the latest changes, newest first. */
    public List<AlteredStructure> latest() {
        return List.copyOf(records);
    }

    private void note(StructureRecord record) {
        records.addFirst(status(record));
        if (records.size() > IncrementalStatus.MOST_STRUCTURE_CHANGES) {
            records.removeLast();
        }
    }

    /** Notes that a change is left out. */
    public void leaveOut(TargetWriter writer, StructureChange change, Begin transaction) {
        var record = new StructureRecord(change.position().toString(), transaction.commitTime(), "left out", false);
        writer.leaveOut(record);
        note(record);
    }

    /** Returns whether a person has decided to leave the target as it is. */
    public boolean isLeftOut(StructureChange change) {
        var leftOut = decision(change).filter(DdlAction.Skip::equals).isPresent();
        if (leftOut) {
            LOG.infof(
                    "Task %s: the change of the structure at %s is left out as decided",
                    run.scope().taskId(), change.position());
        }
        return leftOut;
    }

    /**
     * Makes sure that all of it is to be made.
     *
     * @param left of the change to be made
     * @throws FailureException SourceSchemaChanged if it is not to be made by itself
     */
    public void check(StructureChange change, List<StructureStep> left) {
        var decision = decision(change);
        var listed = run.plan().incrementalSync().ddl();
        for (var step : left) {
            if (step.obstacle() != null) {
                throw failure(change, left, step.obstacle(), "");
            }
            if (decision.isEmpty() && !step.changesNothing() && !listed.contains(step.kind())) {
                throw failure(
                        change,
                        left,
                        "spec.incrementalSync.ddl does not name " + step.kind(),
                        " Or let the task do it, now and always: add %s to spec.incrementalSync.ddl, then resume. Or only this time: add {position: %s, action: Apply} to spec.incrementalSync.ddlDecisions, then resume."
                                .formatted(step.kind(), change.position()));
            }
        }
    }

    private Optional<DdlAction> decision(StructureChange change) {
        return run.plan().incrementalSync().ddlDecisions().stream()
                .filter(decision -> decision.position().equals(change.position().toString()))
                .map(DdlDecision::action)
                .reduce((earlier, later) -> later);
    }

    /** Makes them within the writer's transaction. */
    public void alter(TargetWriter writer, StructureChange change, Begin transaction, List<StructureStep> steps) {
        var record = new StructureRecord(
                change.position().toString(), transaction.commitTime(), Cut.to(LONGEST, objects(steps)), true);
        try {
            writer.alter(steps, transaction.before(), record);
            note(record);
        } catch (FailureException e) {
            if (e.failure().failureClass() == FailureClass.Transient) {
                throw e;
            }
            if (e.failure().code() == FailureCode.TargetTableTaken) {
                throw e;
            }
            throw failure(change, steps, "the target refused it: " + e.failure().message(), "");
        }
        LOG.infof("Task %s: %s, made on the target", run.scope().taskId(), what(change, steps));
    }

    private static String what(StructureChange change, List<StructureStep> steps) {
        return "the source changed its structure at %s: %s".formatted(change.position(), objects(steps));
    }

    private static String objects(List<StructureStep> steps) {
        return steps.stream()
                .map(step -> step.kind() + " " + step.object())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private FailureException failure(StructureChange change, List<StructureStep> steps, String why, String otherwise) {
        var text = what(change, steps);
        return new FailureException(new Failure(
                FailureCode.SourceSchemaChanged,
                run.direction().from(),
                "%s. It is not made on the target, since %s; everything before it is there."
                        .formatted(Character.toUpperCase(text.charAt(0)) + text.substring(1), why),
                byHand(steps)
                        + otherwise
                        + " Or leave the target as it is: add {position: %s, action: Skip} to spec.incrementalSync.ddlDecisions, then resume."
                                .formatted(change.position())));
    }

    private static String byHand(List<StructureStep> steps) {
        var withObstacle = steps.stream().anyMatch(step -> step.obstacle() != null);
        var statements =
                steps.stream().flatMap(step -> step.statements().stream()).toList();
        return statements.isEmpty()
                ? "Make it on the target as it was made on the source, then resume."
                : "Run on the target%s: %s; then resume."
                        .formatted(
                                withObstacle ? ", with the values that the source has" : "",
                                String.join("; ", statements));
    }
}
