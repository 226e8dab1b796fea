package dev.datamigration.lifecycle.model;

import static dev.datamigration.api.task.MigrationType.Full;
import static dev.datamigration.api.task.MigrationType.FullVerification;
import static dev.datamigration.api.task.MigrationType.Incremental;
import static dev.datamigration.api.task.MigrationType.ReverseIncrement;
import static dev.datamigration.api.task.MigrationType.Schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.MigrationType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {

    static Stream<Set<MigrationType>> everySetOfTypes() {
        var types = MigrationType.values();
        return IntStream.range(0, 1 << types.length).mapToObj(bits -> {
            var set = EnumSet.noneOf(MigrationType.class);
            Arrays.stream(types)
                    .filter(type -> (bits >> type.ordinal() & 1) == 1)
                    .forEach(set::add);
            return set;
        });
    }

    @ParameterizedTest
    @MethodSource("everySetOfTypes")
    void aPhaseIsInThePlanIfItsTypeIsChosen(Set<MigrationType> types) {
        var phases = Plan.of(types).phases();
        assertThat(phases).isSorted().doesNotHaveDuplicates().startsWith(Phase.Precheck);
        assertThat(phases.contains(Phase.SchemaMigration)).isEqualTo(types.contains(Schema));
        assertThat(phases.contains(Phase.FullMigration)).isEqualTo(types.contains(Full));
        assertThat(phases.contains(Phase.IncrementalSync)).isEqualTo(types.contains(Incremental));
        assertThat(phases.contains(Phase.FullVerification)).isEqualTo(types.contains(FullVerification));
        assertThat(phases.contains(Phase.ForwardSwitchover)).isEqualTo(types.contains(Incremental));
        assertThat(phases.contains(Phase.ReverseIncrement)).isEqualTo(types.contains(ReverseIncrement));
    }

    @Test
    void nextIsTheNextThatIsChosen() {
        var plan = Plan.of(List.of(Full, Incremental));
        assertThat(plan.next(Phase.Precheck)).contains(Phase.FullMigration);
        assertThat(plan.next(Phase.FullMigration)).contains(Phase.IncrementalSync);
        assertThat(plan.next(Phase.IncrementalSync)).contains(Phase.ForwardSwitchover);
        assertThat(plan.next(Phase.ForwardSwitchover)).isEmpty();
    }

    @Test
    void nobodyEntersTheSwitchoverByItself() {
        var plan = Plan.of(List.of(MigrationType.values()));
        assertThat(plan.nextByItself(Phase.IncrementalSync)).contains(Phase.FullVerification);
        assertThat(plan.nextByItself(Phase.FullVerification)).isEmpty();
        assertThat(plan.nextByItself(Phase.ForwardSwitchover)).isEmpty();
        assertThat(Plan.of(List.of(Schema)).nextByItself(Phase.SchemaMigration)).isEmpty();
    }
}
