package dev.datamigration.faults;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.faults.journal.Books;
import dev.datamigration.faults.journal.JournaledWriter;
import dev.datamigration.faults.scene.Operators;
import dev.datamigration.faults.scene.Replica;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.faults.scene.Servers;
import dev.datamigration.faults.scene.SmallDisk;
import dev.datamigration.faults.scene.Workers;
import dev.datamigration.faults.truth.Outages;
import dev.datamigration.faults.truth.StatusEntry;
import dev.datamigration.faults.truth.StatusJournal;
import dev.datamigration.faults.truth.TruthSampler;
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
import org.awaitility.core.ConditionTimeoutException;

/** One migration with the faults of one plan, from its begin to its end. */
final class FaultRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** How old a missing change may be while the task says that it is in step. */
    private static final Duration IN_STEP_BOUND = Duration.ofSeconds(30);

    private static final String FIRST_PASSWORD = "the-first-one";

    private static final String SPEC = """
            migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]
            fullMigration: {parallelism: 2, chunkRows: 500}
            fullVerification: {chunkRows: 1000}
            limits: {rowsPerSecond: 3000}
            """;

    private static final int SMALL_DISK_MEGABYTES = 300;

    private final FaultPlan plan;
    private final SmallDisk smallDisk;
    private final RunLog log;
    private final Scene scene;
    private final Books books;
    private final Outages outages = new Outages(Duration.ofSeconds(20));
    private final StatusJournal statuses;
    private final TruthSampler truth;
    private final Injector injector;
    private final Person person;

    FaultRun(FaultPlan plan, Path directory, RunLog log) {
        this.plan = plan;
        this.log = log;
        var source = Servers.of(Side.Source).instance().createDatabase("fault_source");
        var target = Servers.of(Side.Target).instance().createDatabase("fault_target");
        smallDisk =
                plan.fillsTarget() ? SmallDisk.mount(Servers.of(Side.Target).instance(), SMALL_DISK_MEGABYTES) : null;
        if (smallDisk != null) {
            smallDisk.take(target);
        }
        JournaledWriter.createTables(source);
        books = new Books(new JournaledWriter(plan.seed(), plan.bulkRows()), source, target);
        books.open();
        var sourceProxy = TcpProxy.to(source.host(), source.port());
        var targetProxy = TcpProxy.to(target.host(), target.port());
        Awaitility.await("the first rows").atMost(PATIENCE).until(() -> books.committed() >= 10);
        var account = account(source, target);
        var task = new LiveTask(
                ApiServer.shared(),
                through(sourceProxy, source, account),
                through(targetProxy, target, account),
                spec(plan));
        var workers = plan.workers() == 0
                ? Optional.<Workers>empty()
                : Optional.of(Workers.start(task.server, task.namespace, directory));
        var operators = new Operators(task.server, task.namespace, directory, plan.replicas(), workers);
        scene = new Scene(
                books,
                sourceProxy,
                targetProxy,
                operators,
                task,
                account,
                smallDisk,
                workers.orElse(null),
                new Random(plan.seed()));
        statuses = StatusJournal.of(task.server.client(), task.namespace, "shop", this::look);
        truth = TruthSampler.start(books);
        injector = new Injector(plan.faults(), scene, statuses, outages, log);
        person = new Person(scene, statuses, injector, log, plan.end());
    }

    private static String spec(FaultPlan plan) {
        return SPEC + (plan.workers() > 1 ? "engine: {replicas: " + plan.workers() + "}\n" : "");
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

    /** Plays it; what is wrong is in the log's findings. */
    void play() {
        scene.operators().start();
        injector.start();
        try {
            move();
            checkRows();
        } catch (PermanentFailureException e) {
            log.tell("ended by hand: " + e.getMessage());
        } catch (EndNowException e) {
            log.tell("ended in the middle");
        } catch (HangException e) {
            log.finding(e.getMessage());
            scene.operators().all().forEach(Replica::dumpThreads);
        }
        injector.end();
        end();
        judge();
    }

    private void move() {
        person.await("loaded", new Stage.InPhase(Phase.IncrementalSync)::reached);
        scene.task().patch("{\"limits\": {\"rowsPerSecond\": null}}");
        person.await("verified", new Stage.AtRest(0)::reached);
        if (plan.atOnce() > 0) {
            books.writeAtOnce(plan.atOnce());
        }
        for (var round = 1; round <= plan.rounds(); round++) {
            person.switchOver(round);
        }
        person.await("all faults are over", status -> injector.isOver());
        if (injector.hasFinal()) {
            person.await("the last fault is noticed", status -> false);
        }
    }

    private void checkRows() {
        books.shut();
        person.await("every change has arrived", status -> books.oldestMissing().isEmpty());
        books.differences(books.source()).forEach(what -> log.finding("on the source, " + what));
        books.differences(books.target()).forEach(what -> log.finding("on the target, " + what));
        if (plan.rounds() == 0) {
            new FinalVerification(person, scene.task(), log).check(plan.deletesRow(), books.target());
        }
    }

    private void end() {
        try {
            if (plan.end() == null) {
                Awaitility.await("faults heal").atMost(PATIENCE).until(injector::isQuiet);
            }
            books.close();
            new TaskEnd(scene, statuses)
                    .perform(plan.end() != null && plan.end().deleted());
            Awaitility.await("faults heal").atMost(PATIENCE).until(injector::isQuiet);
            books.shut();
            Leftovers.in(books.source()).forEach(what -> log.finding("left on the source: " + what));
            Leftovers.in(books.target()).forEach(what -> log.finding("left on the target: " + what));
            Leftovers.objects(scene.task()).forEach(what -> log.finding("left in the namespace: " + what));
        } catch (ConditionTimeoutException e) {
            log.finding("not ended: " + Person.brief(statuses.latest()));
            scene.operators().all().forEach(Replica::dumpThreads);
        }
    }

    private void judge() {
        Judgement.of(injector.injected(), person.failures()).forEach(log::finding);
        statuses.illegal().forEach(log::finding);
        truth.untrue(statuses.entries(), outages, IN_STEP_BOUND).forEach(log::finding);
        log.tell("worst lag " + truth.worstLag() + ", " + books.committed() + " transactions, "
                + injector.injected().size() + " faults");
    }

    /** Asks both servers, the moment that a status says that nothing runs. */
    private void look(StatusEntry entry) {
        log.tell("status " + Person.brief(entry.status()));
        RestCheck.untrue(entry, books).forEach(log::finding);
    }

    int faults() {
        return injector.injected().size();
    }

    @Override
    public void close() {
        injector.close();
        truth.close();
        statuses.close();
        scene.operators().close();
        if (scene.workers() != null) {
            scene.workers().close();
        }
        scene.sourceProxy().close();
        scene.targetProxy().close();
        Servers.of(Side.Source).drop(books.source(), scene.account());
        Servers.of(Side.Target).drop(books.target(), scene.account());
        if (smallDisk != null) {
            smallDisk.close();
        }
    }
}
