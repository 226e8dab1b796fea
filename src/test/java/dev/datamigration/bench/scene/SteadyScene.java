package dev.datamigration.bench.scene;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.measure.Scene;
import dev.datamigration.bench.ours.SteadySync;
import dev.datamigration.bench.peer.NativeSubscription;
import dev.datamigration.bench.server.Arrival;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.bench.server.LatencyFigures;
import dev.datamigration.bench.server.Repeated;
import dev.datamigration.bench.server.SteadyTraffic;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Steady traffic to ours, to ours while it compares a large table that nobody writes to, and to a native subscription. Only one of
 * them applies at a time; what the others missed they apply before they are measured.
 */
public final class SteadyScene implements Scene {
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private final TestDatabase source;
    private final TestDatabase ourTarget;
    private final TestDatabase nativeTarget;
    private final Arrival arrival = new Arrival();
    private final LocalEngine engine = new LocalEngine();
    private final SteadyTraffic traffic;
    private final SteadySync ours;
    private final NativeSubscription peer;
    private final long rows;
    private final String figure;
    private final ToDoubleFunction<LatencyFigures> which;

    private SteadyScene(BenchServers servers, long rows, String figure, ToDoubleFunction<LatencyFigures> which) {
        this.rows = rows;
        this.figure = figure;
        this.which = which;
        source = servers.createSource(with(TwoTables.entryAlone(rows)));
        traffic = new SteadyTraffic(source);
        ourTarget = servers.createTarget();
        ours = new SteadySync(source, ourTarget, engine, arrival);
        nativeTarget = servers.createTarget();
        nativeTarget.execute(with(TwoTables.entryAlone(0)));
        peer = new NativeSubscription(source, nativeTarget, arrival);
        servers.settle();
    }

    /** The latency that half of the transactions stay below. */
    public static SteadyScene median(BenchServers servers, long rows) {
        return new SteadyScene(servers, rows, "half", LatencyFigures::median);
    }

    /** The latency that 99 % of the transactions stay below. */
    public static SteadyScene p99(BenchServers servers, long rows) {
        return new SteadyScene(servers, rows, "99 %", LatencyFigures::p99);
    }

    private static String[] with(String... statements) {
        return Stream.concat(
                        Stream.concat(Stream.of(Arrival.TABLE), SteadyTraffic.TABLES.stream()), Stream.of(statements))
                .toArray(String[]::new);
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                contender("ours, beside a full verification", this::besideVerification),
                contender("ours, alone", this::alone),
                contender("native subscription", this::nativeAlone));
    }

    private Contender contender(String name, Callable<LatencyFigures> run) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double seconds() throws Exception {
                return which.applyAsDouble(run.call());
            }
        };
    }

    private LatencyFigures alone() throws Exception {
        ours.start(source);
        try {
            return traffic.run(ourTarget, LENGTH);
        } finally {
            ours.stop();
        }
    }

    private LatencyFigures besideVerification() throws Exception {
        ours.start(source);
        try (var comparing = new Repeated(ours::compare, ours::hasCompared)) {
            return traffic.run(ourTarget, LENGTH);
        } finally {
            ours.stop();
        }
    }

    private LatencyFigures nativeAlone() throws Exception {
        peer.start();
        try {
            arrival.write(source);
            arrival.awaitIn(nativeTarget);
            return traffic.run(nativeTarget, LENGTH);
        } finally {
            peer.halt();
        }
    }

    @Override
    public String work() {
        return ("%,d transactions of an update and an insert each second for %d s, from the commit of each on the source until it is"
                        + " seen on the target: the seconds that %s of them stay below. The verification compares %,d rows"
                        + " that nobody writes to, again and again")
                .formatted(SteadyTraffic.PER_SECOND, LENGTH.toSeconds(), figure, rows);
    }

    @Override
    public void close() {
        peer.drop();
        ours.release();
        engine.close();
    }
}
