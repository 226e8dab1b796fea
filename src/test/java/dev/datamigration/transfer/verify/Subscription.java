package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.AppliedPosition;
import java.sql.Connection;
import java.sql.SQLException;
import org.awaitility.Awaitility;

/** PostgreSQL's own logical replication, as an apply that is known to be right. */
final class Subscription implements AppliedPosition, AutoCloseable {
    private final VerifiedPair pair;
    private final String name;
    private final Connection watcher;

    private Subscription(VerifiedPair pair, String name) {
        this.pair = pair;
        this.name = name;
        this.watcher = pair.source().connect();
    }

    /** Copies all tables and goes on with what changes; returns when the copy is done. */
    static Subscription start(VerifiedPair pair) {
        var name = "sub_" + pair.source().name();
        TestDatabase source = pair.source();
        source.execute("CREATE PUBLICATION everything FOR ALL TABLES");
        pair.target()
                .execute(
                        "CREATE SUBSCRIPTION %s CONNECTION 'host=%s port=%d dbname=%s user=%s password=%s' PUBLICATION everything"
                                .formatted(
                                        name,
                                        source.host(),
                                        source.port(),
                                        source.name(),
                                        source.user(),
                                        source.password()));
        Awaitility.await()
                .until(() -> pair.target()
                        .queryOne("SELECT count(*) FILTER (WHERE srsubstate <> 'r') FROM pg_subscription_rel")
                        .equals("0"));
        return new Subscription(pair, name);
    }

    @Override
    public synchronized Lsn applied() {
        try (var statement = watcher.prepareStatement(
                "SELECT flush_lsn::text FROM pg_stat_replication WHERE application_name = ?")) {
            statement.setString(1, name);
            try (var result = statement.executeQuery()) {
                return result.next() && result.getString(1) != null ? Lsn.parse(result.getString(1)) : Lsn.ZERO;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another server's apply cannot be held. */
    @Override
    public boolean standStill(Runnable work) {
        throw new UnsupportedOperationException();
    }

    /** Stops applying for good, so that databases can be dropped. */
    @Override
    public void close() throws SQLException {
        pair.target().execute("DROP SUBSCRIPTION " + name);
        watcher.close();
    }
}
