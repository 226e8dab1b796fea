package dev.datamigration.bench.peer;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.bench.server.Moved;
import dev.datamigration.bench.server.Stopwatch;
import dev.datamigration.testing.TestDatabase;
import java.util.Optional;

/** {@code pgcopydb clone} with the numbers of processes that it takes by itself. */
public record Pgcopydb(BenchServers servers, TestDatabase source) implements Contender {
    @Override
    public String name() {
        return "`pgcopydb clone`";
    }

    @Override
    public Optional<String> missing() {
        return Installed.missing(servers.source().majorVersion(), "pgcopydb", "pg_dump", "pg_restore");
    }

    @Override
    public double seconds() {
        var target = servers.createTarget();
        var watch = Stopwatch.start();
        Shell.run(
                "directory=$(mktemp -d) && pgcopydb clone --dir $directory/work --source '%s' --target '%s'; ended=$?;"
                                .formatted(Shell.uri(source), Shell.uri(target))
                        + " rm -rf $directory; exit $ended");
        var seconds = watch.seconds();
        new Moved(source).checkAll(target);
        servers.drop(target);
        return seconds;
    }
}
