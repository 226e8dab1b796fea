package dev.datamigration.quickstart;

import dev.datamigration.testing.shop.ShopWriter;
import java.time.Duration;

/**
 * How the writer does.
 *
 * @param elapsed since it was started
 * @param committed transactions
 * @param perSecond over the whole time
 */
record WriterFigures(Duration elapsed, long committed, double perSecond) {
    static WriterFigures of(ShopWriter writer) {
        return new WriterFigures(writer.elapsed(), writer.committed(), writer.transactionsPerSecond());
    }

    String text() {
        return "writer %s transactions, %.0f/s".formatted(Figures.count(committed), perSecond);
    }
}
