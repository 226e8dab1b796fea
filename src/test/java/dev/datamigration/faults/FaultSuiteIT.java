package dev.datamigration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** One test for each seed that is asked for: {@code mvn -Pfaults verify -Dfaults.seeds=1-100}. */
@Tag("long")
class FaultSuiteIT {

    @TestFactory
    Stream<DynamicTest> nothingIsLostLeftBehindOrSaidThatIsNotSo() {
        return SeedRange.asked().stream().map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
    }

    private static void run(long seed) {
        assertThat(Runner.run(PlanDraw.of(seed)))
                .as("again: mvn -Pfaults verify -Dfaults.seed=%d; logs: target/faults/%d", seed, seed)
                .isEmpty();
    }
}
