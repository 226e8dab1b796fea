package dev.datamigration.task;

import dev.datamigration.lifecycle.Directive;
import dev.datamigration.lifecycle.StatusChange;
import dev.datamigration.lifecycle.Worker;
import java.time.Duration;
import java.time.Instant;

/**
 * What this process remembers of one task between two looks at it. Only spares work: forgotten, everything is done
 * again to the same end.
 */
final class Memory {
    private Directive told;
    private long toldGeneration;
    private long readAfter;
    private Logins logins;
    private Instant written = Instant.MIN;

    /** Whether the worker that is there was told this already, with the spec as it is and the Secrets as they are. */
    boolean wasTold(Directive directive, long generation, Worker worker, long refusal) {
        return worker != null
                && directive.equals(told)
                && generation == toldGeneration
                && (refusal == 0 || refusal == readAfter);
    }

    /** @param refusal after which the logins were read, or 0 */
    void tell(Directive directive, long generation, Logins used, long refusal) {
        told = directive;
        toldGeneration = generation;
        logins = used;
        readAfter = refusal;
    }

    /** The refused login after which the worker's logins were read; 0 for none. */
    long readAfter() {
        return readAfter;
    }

    /** The logins that the task's worker was last given, or null. */
    Logins logins() {
        return logins;
    }

    boolean worthWriting(StatusChange change, Instant now, Duration progressInterval) {
        return switch (change) {
            case None, Trifle -> false;
            case Progress -> written.equals(Instant.MIN) || !now.isBefore(written.plus(progressInterval));
            case Essential -> true;
        };
    }

    void wrote(Instant now) {
        written = now;
    }
}
