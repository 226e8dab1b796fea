package dev.datamigration.faults;

import dev.datamigration.api.Phase;
import dev.datamigration.faults.fault.Fault;
import dev.datamigration.faults.journal.Books;
import dev.datamigration.faults.scene.Replica;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.faults.truth.Outages;
import dev.datamigration.faults.truth.StatusEntry;
import dev.datamigration.faults.truth.StatusJournal;
import dev.datamigration.faults.truth.TruthSampler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One migration with the faults of one plan, from its begin to its end. */
final class FaultRun implements AutoCloseable {
    /** How old a missing change may be while the task says that it is in step. */
    private static final Duration IN_STEP_BOUND = Duration.ofSeconds(30);

    private final FaultPlan plan;
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
        scene = new SceneMaker(plan, directory).make();
        books = scene.books();
        statuses = StatusJournal.of(scene.task().server.client(), scene.task().namespace, "shop", this::look);
        truth = TruthSampler.start(books);
        injector = new Injector(plan.faults(), scene, statuses, outages, log);
        person = new Person(scene, statuses, injector, log, plan.end());
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
                Awaitility.await("faults heal").until(injector::isQuiet);
            }
            books.close();
            new TaskEnd(scene, statuses)
                    .perform(plan.end() == null ? TaskEnd.Way.Ended : plan.end().way());
            Awaitility.await("faults heal").until(injector::isQuiet);
            books.shut();
            Leftovers.in(books.source()).forEach(what -> log.finding("left on the source: " + what));
            Leftovers.in(books.target()).forEach(what -> log.finding("left on the target: " + what));
            Leftovers.objectsAfterAWhile(scene.task()).forEach(what -> log.finding("left in the namespace: " + what));
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
        RestCheck.untrue(entry, scene).forEach(log::finding);
    }

    /** The names of all faults that came. */
    List<String> faults() {
        return Stream.concat(injector.injected().stream().map(Fault::name), plan.otherFaults().stream())
                .toList();
    }

    @Override
    public void close() {
        injector.close();
        truth.close();
        statuses.close();
        scene.close();
    }
}
