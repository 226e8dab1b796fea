package dev.datamigration.database.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.postgres.position.Lsn;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    @Test
    void isReadAsItWasWritten() {
        var succession = new Succession("Their \"own\"\n before 0/1", new Lsn(0x16_B374D848L));
        assertThat(Succession.parse(succession.text())).contains(succession);
    }

    @Test
    void aRemarkOfAPersonIsNone() {
        assertThat(Succession.parse("read before breakfast")).isEmpty();
    }
}
