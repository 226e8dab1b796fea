package dev.datamigration.bench;

import java.util.function.Function;

/**
 * What the command line says.
 *
 * @param bench name of the bench to run; empty where none was named
 * @param rows to move, or changes to apply; 0 for what the bench takes by itself
 * @param rounds that are counted; 0 for what the bench takes by itself
 * @param warmUps rounds before them
 * @param postgres major version of both servers
 * @param document whether the result is written into docs/performance.md
 */
record Options(String bench, long rows, int rounds, int warmUps, int postgres, boolean document) {

    /** @param property value of a system property by its name, or null; an empty one is as good as none */
    static Options of(Function<String, String> property) {
        return new Options(
                value(property, "bench", ""),
                Long.parseLong(value(property, "bench.rows", "0")),
                Integer.parseInt(value(property, "bench.rounds", "0")),
                Integer.parseInt(value(property, "bench.warmups", "1")),
                Integer.parseInt(value(property, "bench.postgres", "15")),
                Boolean.parseBoolean(value(property, "bench.document", "true")));
    }

    long rowsOr(long usual) {
        return rows > 0 ? rows : usual;
    }

    int roundsOr(int usual) {
        return rounds > 0 ? rounds : usual;
    }

    private static String value(Function<String, String> property, String name, String otherwise) {
        var value = property.apply(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
