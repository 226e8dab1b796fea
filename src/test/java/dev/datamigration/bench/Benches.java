package dev.datamigration.bench;

import dev.datamigration.bench.report.Wanted;
import dev.datamigration.bench.scene.BacklogScene;
import dev.datamigration.bench.scene.Backlogs;
import dev.datamigration.bench.scene.LoadScene;
import dev.datamigration.bench.scene.MigrationScene;
import dev.datamigration.bench.scene.SmallTables;
import dev.datamigration.bench.scene.SteadyScene;
import dev.datamigration.bench.scene.StopScene;
import dev.datamigration.bench.scene.SwitchoverScene;
import dev.datamigration.bench.scene.TwoTables;
import dev.datamigration.bench.scene.VerificationScene;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All there are, in the order of the document. */
final class Benches {
    private static final long ROWS = 4_000_000;
    private static final int ROUNDS = 3;
    private static final int SWITCHOVERS = 20;

    static final List<Bench> ALL = List.of(
            new Bench(
                    "migration",
                    "Full migration with keys",
                    new Wanted.Ratio(1.2),
                    ROWS,
                    ROUNDS,
                    (servers, rows) ->
                            MigrationScene.of(servers, TwoTables.work(rows), rows, TwoTables.withKeys(rows))),
            new Bench("load", "Copying of one large table", new Wanted.Ratio(0.95), ROWS, ROUNDS, LoadScene::of),
            new Bench(
                    "small-tables",
                    "Ten small tables",
                    new Wanted.Median(2),
                    0,
                    ROUNDS,
                    (servers, rows) ->
                            MigrationScene.of(servers, SmallTables.work(10, 45), 0, SmallTables.fill(10, 45))),
            new Bench(
                    "many-tables",
                    "Many small tables",
                    new Wanted.Ratio(0.8),
                    0,
                    ROUNDS,
                    (servers, rows) ->
                            MigrationScene.of(servers, SmallTables.work(850, 3_840), 0, SmallTables.fill(850, 3_840))),
            new Bench(
                    "verification",
                    "Full verification of equal tables",
                    new Wanted.Ratio(0.9),
                    ROWS,
                    ROUNDS,
                    VerificationScene::of),
            new Bench(
                    "backlog-transactions",
                    "Backlog of transactions like pgbench's",
                    new Wanted.Ratio(2),
                    240_000,
                    ROUNDS,
                    (servers, changes) -> BacklogScene.of(servers, Backlogs.transactions(changes))),
            new Bench(
                    "backlog-inserts",
                    "Backlog of bulk inserts",
                    new Wanted.Ratio(3),
                    2_000_000,
                    ROUNDS,
                    (servers, changes) -> BacklogScene.of(servers, Backlogs.inserts(changes))),
            new Bench(
                    "backlog-hot-rows",
                    "Backlog of updates of few rows",
                    new Wanted.Ratio(3),
                    400_000,
                    ROUNDS,
                    (servers, changes) -> BacklogScene.of(servers, Backlogs.hotRows(changes))),
            new Bench(
                    "steady-latency",
                    "Latency of 99 of 100 steady transactions",
                    new Wanted.Against("native subscription", 1),
                    ROWS,
                    ROUNDS,
                    SteadyScene::p99),
            new Bench(
                    "steady-latency-median",
                    "Latency of half of the steady transactions",
                    new Wanted.Against("native subscription", 1),
                    ROWS,
                    ROUNDS,
                    SteadyScene::median),
            new Bench(
                    "switchover",
                    "From the confirmation to the end of StopForwardSync",
                    new Wanted.Seconds(0.2, 0.5),
                    0,
                    SWITCHOVERS,
                    (servers, rows) -> SwitchoverScene.of(servers)),
            new Bench(
                    "batch-stop",
                    "Stop of many tasks",
                    new Wanted.Ratio(0.7),
                    1_000,
                    ROUNDS,
                    (servers, tasks) -> StopScene.of((int) tasks)));

    private Benches() {}

    static Optional<Bench> named(String name) {
        return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
    }

    static String names() {
        return ALL.stream().map(Bench::name).collect(Collectors.joining(", "));
    }
}
