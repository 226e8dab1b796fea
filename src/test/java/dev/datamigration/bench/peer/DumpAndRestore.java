package dev.datamigration.bench.peer;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.bench.server.Moved;
import dev.datamigration.bench.server.Stopwatch;
import dev.datamigration.testing.TestDatabase;
import java.util.Optional;

/** {@code pg_dump} piped into {@code psql}. */
public record DumpAndRestore(BenchServers servers, TestDatabase source) implements Contender {
    @Override
    public String name() {
        return "`pg_dump` piped into `psql`";
    }

    @Override
    public Optional<String> missing() {
        return Installed.missing(servers.source().majorVersion(), "pg_dump", "psql");
    }

    @Override
    public double seconds() {
        var target = servers.createTarget();
        var watch = Stopwatch.start();
        into(target);
        var seconds = watch.seconds();
        new Moved(source).checkAll(target);
        servers.drop(target);
        return seconds;
    }

    /** Fills an empty database. */
    public void into(TestDatabase target) {
        Shell.run("pg_dump '%s' | psql -q -X -v ON_ERROR_STOP=1 '%s' > /dev/null"
                .formatted(Shell.uri(source), Shell.uri(target)));
    }
}
