package dev.datamigration.transfer.speed;

import dev.datamigration.api.status.SlowdownReason;
import dev.datamigration.api.status.SpeedStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Decides what is told of a share that changes every second: steps, and seldom. No clock of its own; not safe for several
 * threads.
 */
final class SpeedReport {
    private static final int[] STEPS = {100, 75, 50, 25, 10, 5, 1, 0};
    private static final Duration APART = Duration.ofSeconds(10);
    private static final Duration LASTING = Duration.ofMinutes(5);

    private SpeedStatus told;
    private Instant toldAt;
    private Instant since;

    /**
     * What work may do now.
     *
     * @param share 0 to 1; 0 is a pause
     * @param limitedBy null at full speed
     * @param text given the percent
     */
    record Finding(double share, SlowdownReason limitedBy, IntFunction<String> text) {}

    /** What is to be told, if it is time for that; work that begins is told of at once. */
    Optional<SpeedStatus> after(Finding found, Instant now, List<SlowdownReason> notWatched) {
        var percent = step(found.share());
        if (since == null || isFull(percent) != isFull(told.percent())) {
            since = now.truncatedTo(ChronoUnit.SECONDS);
        }
        var lasting = !isFull(percent) && !now.isBefore(since.plus(LASTING));
        if (told != null && !isDue(percent, now) || isSame(found, percent, lasting, notWatched)) {
            return Optional.empty();
        }
        told = new SpeedStatus(
                percent,
                isFull(percent) ? null : found.limitedBy(),
                since.toString(),
                lasting,
                found.text().apply(percent),
                notWatched);
        toldAt = now;
        return Optional.of(told);
    }

    private boolean isDue(int percent, Instant now) {
        return !now.isBefore(toldAt.plus(APART))
                || (percent == 0) != (told.percent() == 0)
                || isFull(percent) != isFull(told.percent());
    }

    private boolean isSame(Finding found, int percent, boolean lasting, List<SlowdownReason> notWatched) {
        return told != null
                && told.percent() == percent
                && told.lasting() == lasting
                && Objects.equals(told.limitedBy(), isFull(percent) ? null : found.limitedBy())
                && Objects.equals(told.notWatched(), notWatched.isEmpty() ? null : notWatched);
    }

    private static boolean isFull(int percent) {
        return percent == 100;
    }

    private static int step(double share) {
        var percent = share <= 0 ? 0 : Math.max(1, (int) Math.floor(share * 100 + 1e-9));
        for (var step : STEPS) {
            if (percent >= step) {
                return step;
            }
        }
        return 0;
    }
}
