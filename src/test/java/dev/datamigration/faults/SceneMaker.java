package dev.datamigration.faults;

import dev.datamigration.api.Side;
import dev.datamigration.faults.journal.Books;
import dev.datamigration.faults.journal.JournaledWriter;
import dev.datamigration.faults.scene.Lifeline;
import dev.datamigration.faults.scene.Operators;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.faults.scene.Servers;
import dev.datamigration.faults.scene.SmallDisk;
import dev.datamigration.faults.scene.Workers;
import dev.datamigration.switchover.LiveTask;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.proxy.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;

/** Makes what a plan is played on: databases with an application at work, and a task that nobody has looked at yet. */
final class SceneMaker {
    private static final Duration LEASE_DURATION = Duration.ofSeconds(6);
    private static final int SMALL_DISK_MEGABYTES = 300;
    private static final String FIRST_PASSWORD = "the-first-one";
    private static final String SPEC = """
            migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]
            fullMigration: {parallelism: 2, chunkRows: 500}
            fullVerification: {chunkRows: 1000}
            limits: {rowsPerSecond: 3000}
            """;

    private final FaultPlan plan;
    private final Path directory;

    SceneMaker(FaultPlan plan, Path directory) {
        this.plan = plan;
        this.directory = directory;
    }

    Scene make() {
        var source = Servers.of(Side.Source).instance().createDatabase("fault_source");
        var target = Servers.of(Side.Target).instance().createDatabase("fault_target");
        var account = account(source, target);
        var disk = disk(target);
        var books = books(source, target);
        var sourceProxy = TcpProxy.to(source.host(), source.port());
        var targetProxy = TcpProxy.to(target.host(), target.port());
        var task = new LiveTask(
                ApiServer.shared(),
                through(sourceProxy, source, account),
                through(targetProxy, target, account),
                SPEC + (plan.workers() > 1 ? "engine: {replicas: " + plan.workers() + "}\n" : ""));
        var workers = plan.workers() == 0
                ? Optional.<Workers>empty()
                : Optional.of(Workers.start(task.server, task.namespace, directory));
        if (plan.end() != null && plan.end().way() == TaskEnd.Way.NamespaceDeleted) {
            Workers.startControllers(task.server, directory);
        }
        Lifeline.ofSuite().holdDescendants();
        var operators = new Operators(
                task.server, task.namespace, directory, plan.replicas(), workers, plan.clockMinutes(), LEASE_DURATION);
        return new Scene(
                books,
                sourceProxy,
                targetProxy,
                operators,
                task,
                account,
                disk,
                workers.orElse(null),
                new Random(plan.seed()));
    }

    private SmallDisk disk(TestDatabase target) {
        if (!plan.fillsTarget()) {
            return null;
        }
        var disk = SmallDisk.mount(Servers.of(Side.Target).instance(), SMALL_DISK_MEGABYTES);
        disk.take(target);
        return disk;
    }

    private Books books(TestDatabase source, TestDatabase target) {
        JournaledWriter.createTables(source);
        var books = new Books(new JournaledWriter(plan.seed(), plan.bulkRows()), source, target);
        books.open();
        Awaitility.await("the first rows").until(() -> books.committed() >= 10);
        return books;
    }

    private static String account(TestDatabase source, TestDatabase target) {
        var name = "mover_" + source.name();
        for (var database : List.of(source, target)) {
            database.execute("CREATE ROLE " + name + " SUPERUSER LOGIN REPLICATION PASSWORD '" + FIRST_PASSWORD + "'");
        }
        return name;
    }

    private static TestDatabase through(TcpProxy proxy, TestDatabase database, String account) {
        return new TestDatabase("127.0.0.1", proxy.port(), database.name(), account, FIRST_PASSWORD);
    }
}
