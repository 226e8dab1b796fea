package dev.datamigration.database.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotCommandTest {

    @Test
    void slotsAreSynchronisedToStandbysWhereTheServerCan() {
        assertThat(LogicalSlots.createCommand("dm_1", false, 17))
                .isEqualTo("CREATE_REPLICATION_SLOT \"dm_1\" LOGICAL pgoutput (SNAPSHOT 'export', FAILOVER true)");
        assertThat(LogicalSlots.createCommand("dm_1", false, 16))
                .isEqualTo("CREATE_REPLICATION_SLOT \"dm_1\" LOGICAL pgoutput EXPORT_SNAPSHOT");
        assertThat(LogicalSlots.createCommand("dm_1", true, 18))
                .as("one that ends with its session is on no standby")
                .isEqualTo("CREATE_REPLICATION_SLOT \"dm_1\" TEMPORARY LOGICAL pgoutput EXPORT_SNAPSHOT");
    }
}
