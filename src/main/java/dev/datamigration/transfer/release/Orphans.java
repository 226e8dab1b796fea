package dev.datamigration.transfer.release;

import dev.datamigration.api.Side;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out what both servers hold of a task whose status says that it has made nothing. There is something only if the status was put
 * back to an earlier one, or if another cluster, which this one's objects were copied from, moves the task.
 */
public final class Orphans {
    private final Run run;
    private final Map<Side, Found> asked;

    private Orphans(Run run, Map<Side, Found> asked) {
        this.run = run;
        this.asked = asked;
    }

    /**
     * @param atWork whether a worker of the task has sessions there
     * @param unanswering why the server could not be asked, or null; then nothing is known
     */
    private record Found(FoundResources resources, boolean atWork, FailureException unanswering) {}

    /** Asks both servers at once, and changes nothing on them. */
    public static Orphans find(Run run) {
        return new Orphans(
                run, EachSide.atOnce("orphans-" + run.scope().taskId(), side -> Optional.of(ask(run, side))));
    }

    private static Found ask(Run run, Side side) {
        try {
            var atWork = !run.of(side).sessions().others(run.scope()).isEmpty();
            return new Found(FoundResources.on(run, side), atWork, null);
        } catch (FailureException e) {
            return new Found(new FoundResources(side, List.of()), false, e);
        }
    }

    /** Servers that could not be asked. */
    public Map<Side, FailureException> unanswering() {
        var unanswering = new EnumMap<Side, FailureException>(Side.class);
        asked.forEach((side, found) -> {
            if (found.unanswering() != null) {
                unanswering.put(side, found.unanswering());
            }
        });
        return unanswering;
    }

    /** Returns whether a server holds anything. */
    public boolean exist() {
        return asked.values().stream().anyMatch(found -> found.resources().exist());
    }

    /** Returns why what there is must not be released now; empty where nothing is in the way. */
    public Optional<Release.Outcome> obstacle() {
        if (!exist()) {
            return Optional.empty();
        }
        var unasked = unanswering().entrySet().stream()
                .findFirst()
                .map(server -> unasked(server.getKey(), server.getValue().failure()));
        return unasked.or(this::atWork)
                .map(failure -> new Release.Outcome(
                        failure,
                        List.of(
                                HeldResources.on(run.of(Side.Source).server().access(), taskId()),
                                HeldResources.on(run.of(Side.Target).server().access(), taskId()))));
    }

    /** In one clause. */
    public String text() {
        return asked.values().stream()
                        .map(Found::resources)
                        .filter(FoundResources::exist)
                        .map(held -> "the %s has %s".formatted(held.side().word(), String.join(", ", held.names())))
                        .collect(Collectors.joining(", and "))
                + " of this task, whose status knows of no worker that made anything";
    }

    private Failure unasked(Side side, Failure cause) {
        return new Failure(
                FailureCode.StatusBehind,
                side,
                "The status was put back to an earlier one (as by a restored etcd), or another cluster pursues the same task: %s. The %s may hold something, too, and cannot be asked: %s"
                        .formatted(text(), side.word(), cause.message()),
                cause.remedy());
    }

    private Optional<Failure> atWork() {
        return Stream.of(Side.values())
                .filter(side -> asked.get(side).atWork())
                .findFirst()
                .map(this::atWork);
    }

    private Failure atWork(Side side) {
        return new Failure(
                FailureCode.StatusBehind,
                side,
                "The status was put back to an earlier one (as by a restored etcd), or another cluster pursues the same task: %s, and a worker of it is at work on the %s."
                        .formatted(text(), side.word()),
                "Make sure that no other cluster runs this task. Sessions of a worker that is gone end by themselves; then everything is released.");
    }

    private String taskId() {
        return run.scope().taskId();
    }
}
