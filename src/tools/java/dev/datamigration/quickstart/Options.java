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

    /** @throws QuickstartFailure if one of them is not as it can be */
    static Options fromSystemProperties() {
        return new Options(
                number("rows", 1_305_000, 0, 1_000_000_000),
                number("rate", 400, 0, 1_000_000),
                number("source.postgres", 17, 13, 18),
                number("target.postgres", 18, 13, 18),
                isOn("keep"),
                Path.of(System.getProperty("project.directory", "")).toAbsolutePath());
    }

    private static int number(String name, int usual, int least, int most) {
        var text = System.getProperty(name, String.valueOf(usual));
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new QuickstartFailure("-D%s=%s: write a number from %d to %d".formatted(name, text, least, most));
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
