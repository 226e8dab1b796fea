package dev.datamigration.bench.peer;

import static org.awaitility.Awaitility.await;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.server.Arrival;
import dev.datamigration.bench.server.Stopwatch;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.TestDatabase;

/** Applies a backlog as PostgreSQL itself does: {@code CREATE SUBSCRIPTION} with its own defaults. */
public final class NativeSubscription implements Contender {
    private static final String NAME = "bench_native";

    private final TestDatabase target;
    private final Arrival arrival;

    /** Copies the tables, which the target has already, and halts; what is written from now on is the backlog. */
    public NativeSubscription(TestDatabase source, TestDatabase target, Arrival arrival) {
        this.target = target;
        this.arrival = arrival;
        var tables = source.query("SELECT format('public.%I', relname) FROM pg_class WHERE relkind = 'r'"
                + " AND relnamespace = 'public'::regnamespace");
        source.execute("CREATE PUBLICATION " + NAME + " FOR TABLE " + String.join(", ", tables));
        target.execute(
                "CREATE SUBSCRIPTION %s CONNECTION 'host=%s port=%d dbname=%s user=%s password=%s' PUBLICATION %s"
                        .formatted(
                                NAME,
                                source.host(),
                                source.port(),
                                source.name(),
                                PostgresInstance.SUPERUSER,
                                PostgresInstance.PASSWORD,
                                NAME));
        await("tables are copied").until(() -> target.count("pg_subscription_rel WHERE srsubstate <> 'r'") == 0);
        halt();
    }

    @Override
    public String name() {
        return "native subscription";
    }

    @Override
    public double seconds() {
        var watch = Stopwatch.start();
        start();
        arrival.awaitIn(target);
        var seconds = watch.seconds();
        halt();
        return seconds;
    }

    /** Applies from now on. */
    public void start() {
        target.execute("ALTER SUBSCRIPTION " + NAME + " ENABLE");
    }

    /** Returns once nothing is applied any more. */
    public void halt() {
        target.execute("ALTER SUBSCRIPTION " + NAME + " DISABLE");
        await("nothing is applied").until(() -> target.count("pg_stat_subscription WHERE pid IS NOT NULL") == 0);
    }

    /** Gives the source's slot back. */
    public void drop() {
        target.execute("DROP SUBSCRIPTION " + NAME);
    }
}
