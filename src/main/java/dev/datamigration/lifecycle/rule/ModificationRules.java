package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ModificationStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.RemovedTableHandling;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.Plan;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.modification.ModificationReport;
import java.util.List;
import java.util.Optional;

/** Decides when a change of a task's objects can be made, and what of a verification it leaves. Pure looks at a status. */
public final class ModificationRules {
    private ModificationRules() {}

    /** The newest record; empty before the first. */
    public static Optional<ModificationStatus> last(List<ModificationStatus> records) {
        return records == null || records.isEmpty() ? Optional.empty() : Optional.of(records.get(records.size() - 1));
    }

    /** The newest one, if something is to become of it still: it is under way or has failed. */
    public static Optional<ModificationStatus> open(List<ModificationStatus> records) {
        return last(records).filter(record -> !record.state().isOver());
    }

    /** The newest one, if the worker is at it. */
    public static Optional<ModificationStatus> underWay(List<ModificationStatus> records) {
        return last(records).filter(record -> record.state().isUnderWay());
    }

    /** Number of the last one that was integrated; 0 where none was. */
    public static long integrated(List<ModificationStatus> records) {
        return records == null
                ? 0
                : records.stream()
                        .filter(record -> record.state() == ModificationState.Integrated)
                        .mapToLong(ModificationStatus::number)
                        .max()
                        .orElse(0);
    }

    /** Returns whether the spec asks for other objects than the task goes by. */
    public static boolean isAsked(Observation seen) {
        return isAsked(seen.spec().objects(), seen.status().objects());
    }

    /** As {@link #isAsked(Observation)}; false where one of both is not known. */
    public static boolean isAsked(ObjectSelection wanted, ObjectSelection has) {
        return wanted != null && has != null && !means(wanted, has);
    }

    /** Returns whether the same objects are meant, under the same names and treated alike. */
    public static boolean means(ObjectSelection one, ObjectSelection other) {
        return one.with(RemovedTableHandling.Leave).equals(other.with(RemovedTableHandling.Leave));
    }

    /** Returns whether only what is selected differs: what the task has keeps its names and is treated as it was. */
    public static boolean treatsAlike(ObjectSelection wanted, ObjectSelection has) {
        return wanted.renameSchemas().entrySet().containsAll(has.renameSchemas().entrySet())
                && wanted.renameTables()
                        .entrySet()
                        .containsAll(has.renameTables().entrySet())
                && means(
                        wanted,
                        has.withNames(
                                wanted.include(), wanted.exclude(), wanted.renameSchemas(), wanted.renameTables()));
    }

    /** Returns whether tables can join tasks of this plan: those that load tables, and apply changes to them. */
    public static boolean takesTables(Plan plan) {
        return plan.has(Phase.FullMigration) && plan.has(Phase.IncrementalSync);
    }

    /** Returns whether the task is where tables can join it: its changes have caught up, and no switchover is under way. */
    public static boolean isPossible(MigrationTaskStatus status) {
        return status.phase() == Phase.FullVerification
                || status.phase() == Phase.IncrementalSync && Boolean.TRUE.equals(status.phaseComplete());
    }

    /** What the worker says of a modification in this attempt; empty where it says nothing of it. */
    public static Optional<ModificationReport> report(Observation seen, ModificationStatus record) {
        return known(seen)
                .filter(found -> found.number() == record.number() && found.attempt() == record.attempt())
                .filter(found -> found.state() != null);
    }

    /** What the worker says of modifications; empty where it is of a build that knows none, or has not said anything yet. */
    public static Optional<ModificationReport> known(Observation seen) {
        return seen.currentReport().map(report -> report.details().modification());
    }

    /** Returns whether the worker is of a build that knows no modifications: it has said what it knows, and nothing of them. */
    public static boolean areUnknown(Observation seen) {
        return seen.currentReport()
                .map(Report::details)
                .filter(details -> !details.equals(WorkerDetails.NONE) && details.modification() == null)
                .isPresent();
    }

    /** Returns whether tables were added that the last full verification did not compare. */
    public static boolean leavesUnverified(Observation seen) {
        var status = seen.status();
        var joins = underWay(status.modifications())
                .flatMap(record -> report(seen, record))
                .filter(found -> found.state() == ModificationState.Integrated)
                .isPresent();
        return status.phase() == Phase.FullVerification
                && (joins
                        || !Boolean.TRUE.equals(status.phaseComplete())
                                && known(seen)
                                        .filter(found -> found.verified() < integrated(status.modifications()))
                                        .isPresent());
    }

    /** Why a task does not enter a switchover; empty where its objects are those that its spec asks for. */
    public static Optional<String> obstacle(Observation seen) {
        return obstacle(seen.spec().objects(), seen.status());
    }

    /** As {@link #obstacle(Observation)}. */
    public static Optional<String> obstacle(ObjectSelection wanted, MigrationTaskStatus status) {
        var record = open(status.modifications());
        if (record.isEmpty()) {
            return isAsked(wanted, status.objects())
                    ? Optional.of("spec.objects was changed, and the task has not taken that up")
                    : Optional.empty();
        }
        return Optional.of(
                record.get().state() == ModificationState.Failed
                        ? "modification %d of its objects failed (status.modifications says why): raise spec.resumeNonce to try it again, or put spec.objects back"
                                .formatted(record.get().number())
                        : "modification %d of its objects is under way"
                                .formatted(record.get().number()));
    }

    /** Returns whether the task's worker runs, whatever it is about. */
    public static boolean hasWorker(TaskState state) {
        return state == TaskState.Running || state == TaskState.Modifying || state == TaskState.Integrating;
    }
}
