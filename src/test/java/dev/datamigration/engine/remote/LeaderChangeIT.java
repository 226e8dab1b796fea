package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.NotLeadingException;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a leader that was paused can do once it wakes and another leads: nothing, though it does not know it yet. */
class LeaderChangeIT {
    private static final TaskId TASK = new TaskId("shop", "move", "uid-1");

    private final Election first = new Election(1);
    private final Election second = new Election(2);
    private ProcessWorkplace provisioner;
    private WorkerEngine old;
    private WorkerEngine successor;

    /** One process's part in an election; what it holds to be its term it goes on naming after it lost. */
    private static final class Election implements LeadershipTerm {
        private final AtomicLong term;
        private volatile boolean lost;

        Election(long term) {
            this.term = new AtomicLong(term);
        }

        @Override
        public long current() {
            return term.get();
        }

        @Override
        public long above(long heard) {
            assure();
            return term.updateAndGet(known -> Math.max(known, heard + 1));
        }

        @Override
        public void assure() {
            if (lost) {
                throw new NotLeadingException("another");
            }
        }
    }

    @BeforeEach
    void aLeaderCommandsAWorkerAndAnotherTakesOver() throws IOException {
        provisioner = new ProcessWorkplace(CrdFiles.projectDirectory().resolve("target/leader-change.log"));
        old = new WorkerEngine(provisioner, new GivenSettings(), first);
        old.pursue(goal(3, new Wanted.Stop()));
        await().until(() -> told(first) == 3);
        successor = new WorkerEngine(provisioner, new GivenSettings(), second);
        await().until(() -> successor.report(TASK).isPresent());
    }

    /** The epoch of what the worker pursues; 0 where it does not answer yet, or knows nothing. */
    private long told(LeadershipTerm asking) {
        var answer = new WorkerClient(asking)
                .report(provisioner.address(), 0, Duration.ZERO)
                .join();
        return answer instanceof WorkerResponse.Told told
                ? told.report().report().epoch()
                : 0;
    }

    @AfterEach
    void end() {
        old.close();
        successor.close();
        provisioner.close();
    }

    @Test
    void itsGoalIsRefusedEvenUnderAHigherEpochAndEvenBeforeTheSuccessorHasSaidAnything() throws Exception {
        var client = new WorkerClient(first);
        var process = ((WorkerResponse.Told)
                        client.report(provisioner.address(), 0, Duration.ZERO).get())
                .process();
        assertThat(client.deliver(provisioner.address(), process, goal(9, new Wanted.Release()))
                        .get())
                .isEqualTo(new WorkerResponse.Outranked(2));
        assertThat(told(second)).isEqualTo(3);
    }

    @Test
    void itNeitherStartsNorReplacesNorRemovesWhatWorkers() {
        var starts = provisioner.starts.get();
        first.lost = true;
        assertThatThrownBy(() -> old.forget(TASK)).isInstanceOf(NotLeadingException.class);
        var place = new LeaderOnlyProvisioner(provisioner, first);
        assertThatThrownBy(() -> place.replace(TASK)).isInstanceOf(NotLeadingException.class);
        assertThatThrownBy(() -> place.resize(TASK, 3)).isInstanceOf(NotLeadingException.class);
        assertThatThrownBy(() ->
                        place.start(TASK, 4, goal(4, new Wanted.Stop()).plan().engine(), 1))
                .isInstanceOf(NotLeadingException.class);
        assertThat(provisioner.starts.get()).isEqualTo(starts);
        assertThat(provisioner.replacements.get()).isZero();
        assertThat(provisioner.find(TASK)).isPresent();
    }

    @Test
    void whoeverLeadsAllTheSameGoesOnUnderAHigherTerm() {
        second.term.set(1); // the Lease was deleted: its count began anew
        assertThat(told(new Election(7))).isEqualTo(3);
        successor.pursue(goal(4, new Wanted.Stop()));
        await().until(() -> told(second) == 4);
        assertThat(second.current()).isEqualTo(8);
    }

    private static Goal goal(long epoch, Wanted wanted) {
        return new Goal(TASK, epoch, wanted, Samples.of(MigrationPlan.class));
    }
}
