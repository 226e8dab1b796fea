package dev.datamigration.transfer.full.copy;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.Snapshot;
import dev.datamigration.database.load.SnapshotReader;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Loads groups of small tables, in several threads. A group that meets an obstacle is left as it was: its tables are then loaded
 * one by one, which waits as long as it takes, and tells which table it is and why.
 */
public final class GroupLoader {
    /** After these it is not known whether the last group was committed, or nothing may be written any more. */
    private static final Set<FailureCode> ENDS_ALL = Set.of(FailureCode.Unreachable, FailureCode.Superseded);

    private final Run run;
    private final RunScope scope;
    private final GroupCopier copier;
    private final Queue<List<LoadTable>> groups;

    public GroupLoader(Run run, RunScope scope, GroupCopier copier, Collection<List<LoadTable>> groups) {
        this.run = run;
        this.scope = scope;
        this.copier = copier;
        this.groups = new ConcurrentLinkedQueue<>(groups);
    }

    /** Loads groups until there are no more. */
    public void load(Snapshot snapshot) {
        while (!groups.isEmpty()) {
            try (var reader = snapshot.open(scope);
                    var target = new TargetSession(run, scope, "write")) {
                loadUntilObstacle(reader, target);
            }
        }
    }

    /** After a failure the connections are of no use. */
    private void loadUntilObstacle(SnapshotReader reader, TargetSession target) {
        for (var group = groups.poll(); group != null; group = groups.poll()) {
            try {
                copier.copy(group, reader, target);
            } catch (FailureException e) {
                scope.throwIfCancelled();
                if (ENDS_ALL.contains(e.failure().code())) {
                    throw e;
                }
                return;
            }
        }
    }
}
