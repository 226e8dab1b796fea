package dev.datamigration.task;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.Report;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers what this process remembers of one task between two looks at it. Only spares work: forgotten, everything is done
 * again to the same end.
 */
final class Memory {
    private Directive told;
    private long toldGeneration;
    private long readAfter;
    private Logins logins;
    private List<Endpoint> loginsOf = List.of();
    private boolean asked;
    private final StatusWrites writes = new StatusWrites();
    private String toldOf;

    /** Returns whether the worker that is there was told this already, with the spec as it is and the Secrets as they are. */
    boolean wasTold(Directive directive, long generation, Report report, long refusal) {
        return report != null
                && directive.equals(told)
                && generation == toldGeneration
                && (refusal == 0 || refusal == readAfter);
    }

    /**
     * @param spec whose endpoints the logins are for
     * @param refusal after which the logins were read, or 0
     */
    void tell(Directive directive, long generation, MigrationTaskSpec spec, Logins used, long refusal) {
        told = directive;
        toldGeneration = generation;
        asked = true;
        if (used != logins) {
            loginsOf = Arrays.asList(spec.source(), spec.target());
        }
        logins = used;
        readAfter = refusal;
    }

    /** Returns whether the worker has logins for the spec's endpoints, none of which was refused since they were read. */
    boolean hasLoginsFor(MigrationTaskSpec spec, long refusal) {
        return logins != null
                && loginsOf.equals(Arrays.asList(spec.source(), spec.target()))
                && (refusal == 0 || refusal == readAfter);
    }

    /** The refused login after which the worker's logins were read; 0 for none. */
    long readAfter() {
        return readAfter;
    }

    /** Returns whether the task may hold something on its databases, and its logins were never asked for. */
    boolean wantsLogins(MigrationTaskStatus status) {
        return !asked && status.epoch() != null && status.state() != TaskState.Ended;
    }

    /** @param read what they are, or null where they could not be had */
    void remember(Logins read) {
        asked = true;
        logins = read;
    }

    /** The logins that the task's worker was last given, or that were read ahead; null where there are none. */
    Logins logins() {
        return logins;
    }

    /** Returns whether this refusal of a status is news; only once for each. */
    boolean isNews(String refusal) {
        var news = !refusal.equals(toldOf);
        toldOf = refusal;
        return news;
    }

    StatusWrites writes() {
        return writes;
    }
}
