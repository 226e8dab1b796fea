package dev.datamigration.bench;

import dev.datamigration.bench.measure.Scene;
import dev.datamigration.bench.report.Wanted;
import dev.datamigration.bench.server.BenchServers;

/**
 * A piece of work, measured by a command of its own.
 *
 * @param name as the command line and the document have it
 * @param title of its part of the document
 * @param usualRows rows or changes where the command line says nothing
 * @param usualRounds where it says nothing of these
 */
record Bench(String name, String title, Wanted wanted, long usualRows, int usualRounds, SceneMaker maker) {
    /** Makes the data on servers that run. */
    @FunctionalInterface
    interface SceneMaker {
        Scene open(BenchServers servers, long rows) throws Exception;
    }
}
