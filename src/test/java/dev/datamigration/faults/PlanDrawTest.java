package dev.datamigration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanDrawTest {

    @Test
    void aSeedGivesItsPlanAgain() {
        for (var seed = 1L; seed <= 50; seed++) {
            assertThat(text(seed)).isEqualTo(text(seed));
        }
        assertThat(LongStream.rangeClosed(1, 50).mapToObj(PlanDrawTest::text)).doesNotHaveDuplicates();
    }

    @Test
    void aHundredSeedsAreFiveHundredFaultsInEveryStage() {
        var plans = LongStream.rangeClosed(1, 100).mapToObj(PlanDraw::of).toList();
        assertThat(plans.stream().mapToInt(plan -> plan.faults().size()).sum()).isGreaterThan(600);
        assertThat(Stage.all(2))
                .allSatisfy(stage -> assertThat(plans)
                        .anySatisfy(plan -> assertThat(plan.faults())
                                .anySatisfy(fault -> assertThat(fault.stage()).isEqualTo(stage))));
    }

    @Test
    void nothingComesAfterAFaultThatEndsTheTask() {
        for (var seed = 1L; seed <= 100; seed++) {
            var faults = PlanDraw.of(seed).faults();
            assertThat(faults.subList(0, faults.size() - 1))
                    .noneMatch(placed -> placed.fault().mustBeNoticed());
        }
    }

    private static String text(long seed) {
        var plan = PlanDraw.of(seed);
        return plan + " " + plan.faults();
    }
}
