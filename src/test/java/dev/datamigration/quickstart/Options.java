package dev.datamigration.quickstart;

import java.nio.file.Path;

/**
 * What may be chosen on the command line.
 *
 * @param rows of the shop, about; {@code -Drows}
 * @param transactionsPerSecond of the writer; {@code -Drate}
 * @param sourceVersion major version of the source; {@code -Dsource.postgres}
 * @param targetVersion major version of the target; {@code -Dtarget.postgres}
 * @param keep leaves everything running in the end; {@code -Dkeep}
 * @param project the working copy
 */
record Options(int rows, int transactionsPerSecond, int sourceVersion, int targetVersion, boolean keep, Path project) {

    static Options fromSystemProperties() {
        return new Options(
                Integer.getInteger("rows", 1_305_000),
                Integer.getInteger("rate", 400),
                Integer.getInteger("source.postgres", 17),
                Integer.getInteger("target.postgres", 18),
                isOn("keep"),
                Path.of(System.getProperty("project.directory", "")).toAbsolutePath());
    }

    /** {@code -Dkeep} alone switches on, as {@code -Dkeep=true} does. */
    private static boolean isOn(String name) {
        var value = System.getProperty(name, "false");
        return value.isEmpty() || Boolean.parseBoolean(value);
    }

    Path manifests() {
        return project.resolve("examples").resolve("quickstart");
    }

    Path operatorLog() {
        return project.resolve("target").resolve("quickstart").resolve("operator.log");
    }
}
