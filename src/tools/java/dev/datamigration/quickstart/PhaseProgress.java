package dev.datamigration.quickstart;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import java.util.Locale;

/**
 * How far a phase is, for people.
 *
 * @param percent from 0 to 100
 * @param detail counts, rates and the like; empty before the phase began
 */
record PhaseProgress(Phase phase, int percent, String detail) {

    static PhaseProgress of(Phase phase, MigrationTaskStatus status) {
        return new PhaseProgress(phase, isPast(phase, status) ? 100 : percent(phase, status), detail(phase, status));
    }

    private static boolean isPast(Phase phase, MigrationTaskStatus status) {
        return status.phase() != null && status.phase().compareTo(phase) > 0;
    }

    private static int percent(Phase phase, MigrationTaskStatus status) {
        return switch (phase) {
            case Precheck -> status.precheck() == null ? 0 : 100;
            case SchemaMigration ->
                status.schema() == null
                        ? 0
                        : share(status.schema().created(), status.schema().objects());
            case FullMigration -> loadPercent(status);
            case IncrementalSync ->
                status.incremental() != null
                                && Boolean.TRUE.equals(status.incremental().caughtUp())
                        ? 100
                        : 0;
            case FullVerification ->
                status.verification() == null ? 0 : share(status.verification().percent(), 100);
            case ForwardSwitchover, ReverseIncrement -> 0;
        };
    }

    /** Rows are most of the work; the indexes are what is left then. */
    private static int loadPercent(MigrationTaskStatus status) {
        if (status.full() == null) {
            return 0;
        }
        var rows = share(status.full().migratedRows(), status.full().estimatedRows());
        var indexes = status.schema() == null
                ? 0
                : share(status.schema().deferredCreated(), status.schema().deferredObjects());
        return Math.min(99, rows * 80 / 100 + indexes * 20 / 100);
    }

    private static int share(Number part, Number whole) {
        return part == null || whole == null || whole.longValue() == 0
                ? 0
                : (int) Math.min(100, part.longValue() * 100 / whole.longValue());
    }

    private static String detail(Phase phase, MigrationTaskStatus status) {
        return switch (phase) {
            case Precheck -> precheck(status);
            case SchemaMigration -> schema(status);
            case FullMigration -> full(status);
            case IncrementalSync -> incremental(status);
            case FullVerification -> verification(status);
            case ForwardSwitchover, ReverseIncrement -> "";
        };
    }

    private static String precheck(MigrationTaskStatus status) {
        if (status.precheck() == null) {
            return "";
        }
        var items = status.precheck().items();
        var passed = items.stream()
                .filter(item -> item.status() == PrecheckItemStatus.Passed)
                .count();
        return "%d of %d items passed".formatted(passed, items.size());
    }

    private static String schema(MigrationTaskStatus status) {
        var schema = status.schema();
        return schema == null ? "" : "%d of %d objects".formatted(schema.created(), schema.objects());
    }

    private static String full(MigrationTaskStatus status) {
        var full = status.full();
        if (full == null) {
            return "";
        }
        var rows = Figures.count(full.migratedRows()) + " rows, " + Figures.bytes(full.migratedBytes());
        return switch (String.valueOf(full.stage())) {
            case "Copying" ->
                rows
                        + ", %s rows/s, %s/s"
                                .formatted(Figures.count(full.rowsPerSecond()), Figures.bytes(full.bytesPerSecond()));
            case "Indexing" -> rows + ", indexes and constraints " + indexes(status);
            default -> rows;
        };
    }

    private static String indexes(MigrationTaskStatus status) {
        var schema = status.schema();
        return schema == null ? "" : schema.deferredCreated() + " of " + schema.deferredObjects();
    }

    private static String incremental(MigrationTaskStatus status) {
        var incremental = status.incremental();
        return incremental == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%s rows/s, %s inserted, %s updated, %s deleted, %s truncated",
                        Figures.count(incremental.rowsPerSecond()),
                        Figures.count(incremental.inserts()),
                        Figures.count(incremental.updates()),
                        Figures.count(incremental.deletes()),
                        Figures.count(incremental.truncates()));
    }

    private static String verification(MigrationTaskStatus status) {
        var verification = status.verification();
        return verification == null
                ? ""
                : "%s rows consistent, %d of %d tables"
                        .formatted(
                                Figures.count(verification.consistentRows()),
                                verification.tablesCompared(),
                                verification.tables());
    }
}
