package dev.datamigration.transfer.structure;

import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.database.structure.StructureLook;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Notices changes of the source's structure while a task runs: looks at a fingerprint of the catalog now and then, and
 * compares everything once that has changed, or while a difference stands, which somebody may have closed on the target.
 */
public final class SchemaWatch {
    private static final Logger LOG = Logger.getLogger(SchemaWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration DIFFERENT_PAUSE = Duration.ofSeconds(10);

    /** Looking takes this part of a session's time at most, however large the catalog is. */
    private static final int PART_OF_TIME = 20;

    private final SchemaComparison comparison;
    private final Consumer<SchemaComparisonStatus> listener;
    private String fingerprint;
    private SchemaComparisonStatus known;

    /** @param listener told after each look that found out how both are */
    public SchemaWatch(SchemaComparison comparison, Consumer<SchemaComparisonStatus> listener) {
        this.comparison = comparison;
        this.listener = listener;
    }

    /**
     * Looks until the run ends.
     *
     * @throws FailureException if a server fails, other than by refusing a look because of what is going on in it
     */
    public void watch() {
        while (true) {
            var begun = System.nanoTime();
            lookIfPossible();
            var took = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(PART_OF_TIME);
            var pause = known != null && isEqual(known) ? PAUSE : DIFFERENT_PAUSE;
            comparison.scope().pause((took.compareTo(pause) > 0 ? took : pause).toMillis());
        }
    }

    /** Connections are held no longer than a look takes. */
    private void lookIfPossible() {
        try (var look = comparison.lookWithoutWaiting()) {
            take(look);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.LockNotAvailable
                    && e.failure().code() != FailureCode.SourceSchemaChanged) {
                throw e;
            }
            // an object went away, or is locked, while its definition was being printed
            LOG.debugf(
                    e,
                    "Task %s: the schemas could not be compared now",
                    comparison.scope().taskId());
        }
    }

    private void take(StructureLook look) {
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var now = look.fingerprint();
        if (known == null || !isEqual(known) || !now.equals(fingerprint)) {
            known = comparison.compare(look);
            fingerprint = now;
        } else {
            known = new SchemaComparisonStatus(
                    at.toString(),
                    known.parts(),
                    known.changed(),
                    known.different(),
                    known.differences(),
                    known.script());
        }
        listener.accept(known);
    }

    private static boolean isEqual(SchemaComparisonStatus found) {
        return found.changed() == 0;
    }
}
