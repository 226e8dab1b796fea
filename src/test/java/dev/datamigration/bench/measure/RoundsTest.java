package dev.datamigration.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> runs = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void eachRoundIsBegunByAnotherOneAndWarmUpsAreNotCounted() throws Exception {
        var comparison = new Rounds(1, 3, told::add).of(scene(taking("ours", 8, 4, 2, 3), taking("peer", 9, 6, 6, 7)));

        assertThat(runs)
                .containsExactly(
                        "before", "peer", "ours", "after", "before", "ours", "peer", "after", "before", "peer", "ours",
                        "after", "before", "ours", "peer", "after");
        assertThat(comparison.ours()).isEqualTo(new Measured("ours", List.of(4.0, 2.0, 3.0)));
        assertThat(comparison.best()).contains(new Measured("peer", List.of(6.0, 6.0, 7.0)));
        assertThat(told).hasSize(8).startsWith("warm-up, peer: 9.00 s");
    }

    @Test
    void aPeerThatIsNotInstalledIsNamed() throws Exception {
        var comparison = new Rounds(0, 1, told::add).of(scene(taking("ours", 1), new Uninstalled()));

        assertThat(comparison.absent()).containsExactly(new Absent("peer", "it is not installed"));
        assertThat(comparison.measured()).hasSize(1);
        assertThat(comparison.best()).isEmpty();
        assertThat(told).contains("peer is left out: it is not installed");
    }

    @Test
    void theRatioIsToTheFastestByItsMedian() {
        var slow = new Measured("slow", List.of(1.0, 9.0, 9.0));
        var fast = new Measured("fast", List.of(3.0, 3.0, 30.0));
        var comparison = new Comparison(List.of(new Measured("ours", List.of(6.0)), slow, fast), List.of());

        assertThat(comparison.best()).contains(fast);
        assertThat(comparison.ratio(fast)).isEqualTo(0.5);
        assertThat(comparison.ratio(slow)).isEqualTo(1.5);
    }

    @Test
    void noRoundIsNoMeasurement() {
        assertThatThrownBy(() -> new Rounds(1, 0, told::add)).hasMessageContaining("0 after 1");
    }

    private Scene scene(Contender... contenders) {
        return new Scene() {
            @Override
            public List<Contender> contenders() {
                return List.of(contenders);
            }

            @Override
            public String work() {
                return "Nothing";
            }

            @Override
            public void beforeRound() {
                runs.add("before");
            }

            @Override
            public void afterRound() {
                runs.add("after");
            }

            @Override
            public void close() {}
        };
    }

    private Contender taking(String name, double... seconds) {
        var left = new ArrayList<Double>();
        for (var second : seconds) {
            left.add(second);
        }
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double seconds() {
                runs.add(name);
                return left.remove(0);
            }
        };
    }

    private record Uninstalled() implements Contender {
        @Override
        public String name() {
            return "peer";
        }

        @Override
        public Optional<String> missing() {
            return Optional.of("it is not installed");
        }

        @Override
        public double seconds() {
            throw new AssertionError("it cannot run");
        }
    }
}
