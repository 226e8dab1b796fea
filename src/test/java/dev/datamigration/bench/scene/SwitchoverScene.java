package dev.datamigration.bench.scene;

import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.measure.Scene;
import dev.datamigration.bench.ours.OperatedSwitchover;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.switchover.JvmOperator;
import dev.datamigration.switchover.Till;
import dev.datamigration.testing.ApiServer;
import java.util.List;

/** An application that moves from one side to the other and back; nobody else does that. */
public record SwitchoverScene(ApiServer api, JvmOperator operator, OperatedSwitchover switchover) implements Scene {

    public static SwitchoverScene of(BenchServers servers) {
        var source = servers.createSource(Till.SCHEMA);
        var api = ApiServer.start();
        var operator = new JvmOperator(api);
        return new SwitchoverScene(api, operator, new OperatedSwitchover(source, servers.createTarget(), api));
    }

    @Override
    public List<Contender> contenders() {
        return List.of(switchover);
    }

    @Override
    public String work() {
        return "Switchovers there and back of an application that did %d transactions a second until they were confirmed to have stopped;"
                        .formatted(OperatedSwitchover.PER_SECOND)
                + " the API server is " + api.description();
    }

    @Override
    public void close() {
        switchover.close();
        operator.close();
        api.close();
    }
}
