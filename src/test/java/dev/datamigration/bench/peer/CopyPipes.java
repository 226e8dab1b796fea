package dev.datamigration.bench.peer;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.bench.server.Moved;
import dev.datamigration.bench.server.Stopwatch;
import dev.datamigration.testing.TestDatabase;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One {@code psql} piped into another, once or several times at once: {@code COPY} in the servers' binary format, and nothing
 * between.
 *
 * @param table of the source with a bigint id from 1 on
 * @param rows of it
 * @param ddl makes it on the target, without a key
 */
public record CopyPipes(BenchServers servers, TestDatabase source, String table, long rows, String ddl, int pipes)
        implements Contender {
    @Override
    public String name() {
        return pipes == 1 ? "one pipe of binary `COPY`" : pipes + " pipes of binary `COPY`";
    }

    @Override
    public Optional<String> missing() {
        return Installed.missing("psql");
    }

    @Override
    public double seconds() {
        var target = servers.createTarget();
        target.execute(ddl);
        var started = IntStream.range(0, pipes)
                .mapToObj(number -> pipe(target, number) + " & pipe" + number + "=$!")
                .collect(Collectors.joining("; "));
        var awaited = IntStream.range(0, pipes)
                .mapToObj(number -> "wait $pipe" + number)
                .collect(Collectors.joining(" && "));
        var watch = Stopwatch.start();
        Shell.run(started + "; " + awaited);
        var seconds = watch.seconds();
        new Moved(source).checkRows(target);
        servers.drop(target);
        return seconds;
    }

    private String pipe(TestDatabase target, int number) {
        var read = pipes == 1
                ? table
                : "(SELECT * FROM %s WHERE id > %d AND id <= %d)"
                        .formatted(table, rows * number / pipes, rows * (number + 1) / pipes);
        return "psql -q -X '%s' -c 'COPY %s TO STDOUT (FORMAT binary)' | psql -q -X '%s' -c 'COPY %s FROM STDIN (FORMAT binary)'"
                .formatted(Shell.uri(source), read, Shell.uri(target), table);
    }
}
