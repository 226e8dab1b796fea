package dev.datamigration.database.postgres.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.precheck.PrecheckCheck;
import org.junit.jupiter.api.Test;

class AllChecksTest {
    @Test
    void namesAreUniqueBySide() {
        assertThat(AllChecks.ALL)
                .extracting(check -> check.name() + check.side())
                .doesNotHaveDuplicates();
        assertThat(AllChecks.ALL).extracting(PrecheckCheck::asks).noneMatch(sides -> sides.isEmpty());
    }

    @Test
    void whatLosesNoRowsBySurpriseCanBeSkipped() {
        assertThat(AllChecks.ALL)
                .filteredOn(PrecheckCheck::skippable)
                .extracting(PrecheckCheck::name)
                .contains("UnloggedTables")
                .doesNotContain("WalLevel");
    }
}
