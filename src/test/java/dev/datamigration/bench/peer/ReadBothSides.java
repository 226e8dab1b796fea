package dev.datamigration.bench.peer;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.server.Stopwatch;
import dev.datamigration.testing.TestDatabase;
import java.util.Optional;

/** Both sides of a table read once, at the same time, by {@code COPY … TO STDOUT}: the least that a comparison outside takes. */
public record ReadBothSides(TestDatabase source, TestDatabase target, String table) implements Contender {
    @Override
    public String name() {
        return "`COPY … TO STDOUT` of both sides at once";
    }

    @Override
    public Optional<String> missing() {
        return Installed.missing("psql");
    }

    @Override
    public double seconds() {
        var watch = Stopwatch.start();
        Shell.run("%s & other=$!; %s && wait $other".formatted(read(source), read(target)));
        return watch.seconds();
    }

    private String read(TestDatabase database) {
        return "psql -q -X '%s' -c 'COPY %s TO STDOUT' > /dev/null".formatted(Shell.uri(database), table);
    }
}
