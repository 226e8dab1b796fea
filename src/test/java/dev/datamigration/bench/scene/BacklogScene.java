package dev.datamigration.bench.scene;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.measure.Scene;
import dev.datamigration.bench.ours.EngineSync;
import dev.datamigration.bench.peer.NativeSubscription;
import dev.datamigration.bench.server.Arrival;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;

/** The same backlog for ours and for a native subscription, each with a slot and a target of its own. */
public final class BacklogScene implements Scene {
    /** The same of two databases only where their rows are the same, in whatever order. */
    private static final String SUMS = "SELECT string_agg(found, ' ') FROM (SELECT format('%%s %%s', count(*),"
            + " sum(hashtext(t::text)::bigint)) AS found FROM %s t) counted";

    private final BenchServers servers;
    private final Backlog backlog;
    private final TestDatabase source;
    private final Arrival arrival = new Arrival();
    private final LocalEngine engine = new LocalEngine();
    private final TestDatabase ourTarget;
    private final TestDatabase nativeTarget;
    private final EngineSync ours;
    private final NativeSubscription peer;

    private BacklogScene(BenchServers servers, Backlog backlog) {
        this.servers = servers;
        this.backlog = backlog;
        source = servers.createSource(withEnd(backlog.tables()));
        ourTarget = servers.createTarget();
        ours = new EngineSync(source, ourTarget, engine, arrival);
        nativeTarget = servers.createTarget();
        nativeTarget.execute(withEnd(backlog.empty()));
        peer = new NativeSubscription(source, nativeTarget, arrival);
    }

    public static BacklogScene of(BenchServers servers, Backlog backlog) {
        return new BacklogScene(servers, backlog);
    }

    private static String[] withEnd(List<String> statements) {
        return Stream.concat(Stream.of(Arrival.TABLE), statements.stream()).toArray(String[]::new);
    }

    @Override
    public List<Contender> contenders() {
        return List.of(ours, peer);
    }

    @Override
    public String work() {
        return backlog.what()
                + ", written while neither applied, from the command to apply until the last one is seen on"
                + " the target";
    }

    @Override
    public long amount() {
        return backlog.changes();
    }

    @Override
    public String unit() {
        return "changes";
    }

    @Override
    public void beforeRound() {
        source.execute("SET synchronous_commit = off", backlog.writes());
        arrival.write(source);
        servers.settle();
    }

    @Override
    public void afterRound() {
        for (var table : source.query(
                "SELECT relname FROM pg_class WHERE relkind = 'r'" + " AND relnamespace = 'public'::regnamespace")) {
            var expected = source.queryOne(SUMS.formatted(table));
            for (var target : List.of(ourTarget, nativeTarget)) {
                if (!target.queryOne(SUMS.formatted(table)).equals(expected)) {
                    throw new IllegalStateException(
                            table + " of " + target.name() + " is not what it is on the source");
                }
            }
        }
    }

    @Override
    public void close() {
        peer.drop();
        ours.release();
        engine.close();
    }
}
