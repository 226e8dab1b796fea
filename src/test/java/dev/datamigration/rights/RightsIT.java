package dev.datamigration.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.helm.Chart;
import dev.datamigration.testing.Patience;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart gives the operator the rights that it needs and no other. */
@Tag("long")
class RightsIT {
    private static Stage stage;

    @BeforeAll
    static void build() {
        stage = new Stage();
    }

    @AfterAll
    static void end() {
        if (stage != null) {
            stage.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyRightIsUsedAndNoneIsMissing(boolean clusterWide) {
        try (var play = new Play(stage, clusterWide)) {
            assertThat(play.run(Patience.LIMIT)).isEmpty();
            assertThat(play.audit().refused()).as("refused").isEmpty();
            assertThat(play.audit().used()).as("used").isEqualTo(play.granted());
        }
    }

    @ParameterizedTest
    @MethodSource
    void withoutThisRightSomethingFails(Right removed) {
        try (var play = new Play(stage, false)) {
            var step = play.runWithout(removed, Patience.LIMIT);
            var refused = play.audit().refused();
            System.out.printf("without %-50s refused: %s; not reached: %s%n", removed, refused, step.orElse("–"));
            assertThat(step.isPresent() || refused.contains(removed))
                    .as("nobody missed it")
                    .isTrue();
        }
    }

    static Stream<Right> withoutThisRightSomethingFails() {
        return OperatorRights.granted(Chart.render(Chart.template("default", "watchAllNamespaces: true"))).stream();
    }
}
