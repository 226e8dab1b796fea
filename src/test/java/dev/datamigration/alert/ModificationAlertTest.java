package dev.datamigration.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.alert.AlertLevel;
import org.junit.jupiter.api.Test;

/** A change of objects that failed leaves the task running, and is told all the same. */
class ModificationAlertTest {
    private final DeskScene decisions = new DeskScene();

    @Test
    void aFailedOneIsToldUntilItIsTriedAgainOrWithdrawn() {
        decisions.modification("Migrating").decide();
        assertThat(decisions.alerts().recent()).isEmpty();
        decisions.modification("Failed").decide();
        var told = decisions.alerts().recent().get(0);
        assertThat(told.level()).isEqualTo(AlertLevel.Critical);
        assertThat(told.text()).isEqualTo("modification 1 of the task's objects failed: taken.");
        decisions.sent(1);
        decisions.modification("Withdrawn").decide();
        assertThat(decisions.alerts().recent().get(0).level()).isEqualTo(AlertLevel.Recovered);
    }
}
