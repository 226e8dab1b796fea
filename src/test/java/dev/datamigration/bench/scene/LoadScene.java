package dev.datamigration.bench.scene;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.measure.Scene;
import dev.datamigration.bench.ours.EngineLoad;
import dev.datamigration.bench.peer.CopyPipes;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.testing.TestDatabase;
import java.util.List;

/** The rows of one large table; making its key is no part of it. */
public record LoadScene(BenchServers servers, TestDatabase source, LocalEngine engine, long amount) implements Scene {

    public static LoadScene of(BenchServers servers, long rows) {
        return new LoadScene(servers, servers.createSource(TwoTables.entryAlone(rows)), new LocalEngine(), rows);
    }

    @Override
    public List<Contender> contenders() {
        return List.of(new EngineLoad(servers, source, engine), pipes(1), pipes(2));
    }

    private CopyPipes pipes(int count) {
        return new CopyPipes(servers, source, "entry", amount, TwoTables.ENTRY, count);
    }

    @Override
    public String work() {
        return "A table of %,d rows of about 150 bytes, copied without its key, which ours makes afterwards"
                .formatted(amount);
    }

    @Override
    public void close() {
        engine.close();
    }
}
