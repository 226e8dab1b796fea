package dev.datamigration.quickstart;

import java.util.UUID;

/** After the last write, a row of our own must arrive: then everything before it has. */
record CatchUp(Watch watch, Databases databases) {
    private static final String READ = "SELECT value FROM shop.settings WHERE key = 'marker'";

    void play(Expectations expectations) {
        watch.writer().stop();
        var marker = UUID.randomUUID().toString();
        databases.source().execute("UPDATE shop.settings SET value = '" + marker + "' WHERE key = 'marker'");
        watch.until(
                "the marker to arrive on the target",
                () -> databases.target().queryOne(READ).equals(marker));
        watch.untilStatus(
                "the latency to be zero",
                status -> status.incremental() != null
                        && status.incremental().latencyMillis() != null
                        && status.incremental().latencyMillis() == 0);
        expectations.expect(true, "a marker written after the last transaction arrived, and the latency is zero");
    }
}
