package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final Directive STEP = step(SwitchoverStep.ConfirmStopTimestamp);
    private final Memory memory = new Memory();

    @Test
    void loginsWillDoForTheEndpointsThatTheyWereReadForUntilOneIsRefused() {
        assertThat(memory.hasLoginsFor(spec("new"), 0)).isFalse();
        memory.tell(STEP, 1, spec("new"), new Logins(null, null), 0);
        assertThat(memory.hasLoginsFor(spec("new"), 0)).isTrue();
        assertThat(memory.hasLoginsFor(spec("another"), 0)).isFalse();
        assertThat(memory.hasLoginsFor(spec("new"), 1)).isFalse();
        memory.tell(STEP, 2, spec("new"), new Logins(null, null), 1);
        assertThat(memory.hasLoginsFor(spec("new"), 1)).isTrue();
    }

    @Test
    void knownLoginsThatHaveToDoForAnotherEndpointAreStillThoseOfTheFirst() {
        var known = new Logins(null, null);
        memory.tell(STEP, 1, spec("new"), known, 0);
        memory.tell(STEP, 2, spec("another"), known, 0);
        assertThat(memory.hasLoginsFor(spec("another"), 0)).isFalse();
    }

    @Test
    void onlyWhatTheApplicationStandsStillForIsUrgent() {
        assertThat(SwitchoverStep.values())
                .filteredOn(step -> Goals.isUrgent(step(step)))
                .containsExactly(SwitchoverStep.ConfirmStopTimestamp, SwitchoverStep.StopForwardSync);
        assertThat(Goals.isUrgent(new Directive.Pursue(1, new Wanted.Stop()))).isFalse();
    }

    private static Directive step(SwitchoverStep step) {
        return new Directive.Pursue(1, new Wanted.Run(Phase.ForwardSwitchover, new StepWork.Perform(1, step, 1)));
    }

    private static MigrationTaskSpec spec(String host) {
        return Serialization.unmarshal("""
                source: {type: PostgreSQL, host: old, database: shop, credentialsSecretRef: {name: a}}
                target: {type: PostgreSQL, host: %s, database: shop, credentialsSecretRef: {name: b}}
                """.formatted(host), MigrationTaskSpec.class);
    }
}
