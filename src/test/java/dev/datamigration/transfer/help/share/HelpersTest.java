package dev.datamigration.transfer.help.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.database.RunScope;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.Samples;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.help.HelperPool;
import dev.datamigration.transfer.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What helpers are told, and what is told of them; each look is one of the test's. */
class HelpersTest {
    private final List<Engagement> engaged = new ArrayList<>();
    private final List<Integer> dismissed = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private final Run run = new Run(new RunScope("task", 7), plan(3), new HelperPool() {
        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public CompletableFuture<Optional<String>> engage(Engagement terms) {
            engaged.add(terms);
            return CompletableFuture.completedFuture(
                    terms.number() == 1 ? Optional.empty() : Optional.of("the source does not answer"));
        }

        @Override
        public void dismiss(Engagement terms) {
            dismissed.add(terms.number());
        }
    });
    private Runnable atLook = () -> {};
    private int looks;

    @Test
    void helpersAreToldTheirPartAndDismissedWhenAllIsDone() {
        new Helpers(run, run.scope(), stage(2)).run();
        assertThat(engaged).extracting(Engagement::number).containsExactly(1, 2);
        assertThat(engaged).allSatisfy(terms -> {
            assertThat(terms.taskUid()).isEqualTo("task");
            assertThat(terms.epoch()).isEqualTo(7);
            assertThat(terms.claim()).isEqualTo(5);
            assertThat(terms.snapshot()).isEqualTo("snapshot");
            assertThat(terms.speed()).isEqualTo(1);
            assertThat(terms.plan().limits().rowsPerSecond()).isEqualTo(3_000);
        });
        assertThat(happened)
                .containsExactly(
                        "3 wanted, 2 at work: worker 2: the source does not answer",
                        "look",
                        "3 wanted, 2 at work: worker 2: the source does not answer",
                        "look",
                        "end",
                        "alone");
        assertThat(dismissed).containsExactly(1, 2);
        assertThat(run.limiter().part().rowsPerSecond())
                .as("the rate is this worker's again")
                .isEqualTo(9_000);
    }

    @Test
    void oneThatIsNotWantedAnyMoreIsDismissedAtOnce() {
        atLook = () -> run.update(plan(2));
        new Helpers(run, run.scope(), stage(2)).run();
        assertThat(happened).contains("2 wanted, 2 at work");
        assertThat(dismissed).containsExactly(2, 1);
    }

    @Test
    void withoutHelpersNothingIsAsked() {
        run.update(plan(1));
        new Helpers(run, run.scope(), stage(1)).run();
        assertThat(happened).containsExactly("alone", "alone");
        assertThat(engaged).isEmpty();
    }

    @Test
    void aCancelledRunDismissesThemAndSaysNoEnd() {
        atLook = () -> run.scope().cancel();
        var helpers = new Helpers(run, run.scope(), stage(2));
        assertThatThrownBy(helpers::run).isInstanceOf(CancellationException.class);
        assertThat(dismissed).containsExactly(1, 2);
        assertThat(happened).endsWith("look", "alone");
    }

    /** @param rounds before all is done */
    private SharedStage stage(int rounds) {
        return new SharedStage() {
            @Override
            public long claim() {
                return 5;
            }

            @Override
            public String snapshot() {
                return "snapshot";
            }

            @Override
            public boolean isOver() {
                return looks++ == rounds;
            }

            @Override
            public void look() {
                happened.add("look");
                atLook.run();
            }

            @Override
            public void end() {
                happened.add("end");
            }

            @Override
            public void sharedBy(WorkersStatus sharing) {
                happened.add(
                        sharing == null
                                ? "alone"
                                : sharing.wanted() + " wanted, " + sharing.atWork() + " at work"
                                        + (sharing.problem() == null ? "" : ": " + sharing.problem()));
            }
        };
    }

    private static MigrationPlan plan(int workers) {
        var plan = Samples.of(MigrationPlan.class);
        return PlanCopy.of(plan)
                .limits(new Limits(9_000L, null, null))
                .engine(new EngineSettings(null, null, null, workers))
                .plan();
    }
}
