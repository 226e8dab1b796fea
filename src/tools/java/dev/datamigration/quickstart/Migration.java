package dev.datamigration.quickstart;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.compare.DatabaseComparer;

/** The migration from the first row to the comparison of all of them. */
record Migration(Watch watch, Setting setting, Expectations expectations) {

    void play() {
        var pause = new PauseInTheLoad(watch, setting.databases());
        pause.play(setting.rows(), expectations);
        var verified = watch.untilStatus("the verification to end", Migration::isVerified);
        pause.check(expectations);
        expectations.expect(
                Boolean.TRUE.equals(verified.verification().consistent()),
                "the operator's own verification of %s rows found both sides consistent%s"
                        .formatted(
                                Figures.count(verified.verification().consistentRows()),
                                setting.transactionsPerSecond() == 0 ? "" : " while rows kept changing"));
        new CatchUp(watch, setting.databases()).play(expectations);
        expectWrites();
        compare();
    }

    private static boolean isVerified(MigrationTaskStatus status) {
        return status.phase() == Phase.FullVerification && Boolean.TRUE.equals(status.phaseComplete());
    }

    private void expectWrites() {
        var writer = WriterFigures.of(watch.writer());
        var least = setting.transactionsPerSecond() * 3 / 4;
        expectations.expect(
                writer.perSecond() >= least,
                "the writer committed %s transactions in %s, %.0f/s (at least %d/s)"
                        .formatted(
                                Figures.count(writer.committed()),
                                Figures.seconds(writer.elapsed()),
                                writer.perSecond(),
                                least));
    }

    private void compare() {
        watch.screen().say("");
        watch.screen().say("  comparing both databases row by row");
        var table = new ResultTable(DatabaseComparer.compare(
                setting.databases().source(), setting.databases().target()));
        watch.screen().say("");
        table.lines().forEach(watch.screen()::say);
        expectations.expect(
                table.allSame(),
                "both databases are equal, row by row: %s rows in %d tables (%d where each partition counts)"
                        .formatted(
                                Figures.count(table.rows()),
                                table.tables().size(),
                                setting.databases().tablesAndPartitions()));
    }
}
