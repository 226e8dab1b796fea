package dev.datamigration.bench.scene;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.measure.Scene;
import dev.datamigration.bench.ours.EngineLoad;
import dev.datamigration.bench.ours.EngineVerification;
import dev.datamigration.bench.peer.ReadBothSides;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.testing.TestDatabase;
import java.util.List;

/** One large table on both sides, with the same rows. */
public record VerificationScene(TestDatabase source, TestDatabase target, LocalEngine engine, long amount)
        implements Scene {

    public static VerificationScene of(BenchServers servers, long rows) {
        var engine = new LocalEngine();
        var source = servers.createSource(TwoTables.entryAlone(rows));
        var target = servers.createTarget();
        EngineLoad.fill(source, target, engine);
        target.execute("VACUUM ANALYZE");
        servers.settle();
        return new VerificationScene(source, target, engine, rows);
    }

    @Override
    public List<Contender> contenders() {
        return List.of(new EngineVerification(source, target, engine), new ReadBothSides(source, target, "entry"));
    }

    @Override
    public String work() {
        return "A table of %,d rows of about 150 bytes that are the same on both sides; nobody writes"
                .formatted(amount);
    }

    @Override
    public void close() {
        engine.close();
    }
}
