package dev.datamigration.bench.scene;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.measure.Scene;
import dev.datamigration.bench.ours.OperatedMigration;
import dev.datamigration.bench.peer.DumpAndRestore;
import dev.datamigration.bench.peer.Pgcopydb;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.switchover.JvmOperator;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.TestDatabase;
import java.util.List;

/**
 * A database that is moved as it is, while nobody writes.
 *
 * @param amount of rows; 0 where a rate says nothing
 */
public record MigrationScene(
        BenchServers servers, TestDatabase source, ApiServer api, JvmOperator operator, String what, long amount)
        implements Scene {

    public static MigrationScene of(BenchServers servers, String what, long amount, String... statements) {
        var source = servers.createSource(statements);
        var api = ApiServer.start();
        return new MigrationScene(servers, source, api, new JvmOperator(api), what, amount);
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                new OperatedMigration(servers, source, api),
                new DumpAndRestore(servers, source),
                new Pgcopydb(servers, source));
    }

    @Override
    public String work() {
        return what
                + ", moved with schema and rows by a task with the types Schema and Full; the operator was running and"
                + " its API server is " + api.description();
    }

    @Override
    public void close() {
        operator.close();
        api.close();
    }
}
