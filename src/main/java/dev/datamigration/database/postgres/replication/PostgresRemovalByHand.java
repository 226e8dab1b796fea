package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.log.CaptureName;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.checkpoint.StrandedRows;
import dev.datamigration.database.release.RemovalByHand;
import dev.datamigration.plan.Direction;

/** Slots, publications, event triggers, and the schema {@code datamigration}. */
public record PostgresRemovalByHand(String taskId) implements RemovalByHand {
    @Override
    public String kinds() {
        return "replication slot, publication, event triggers and checkpoints";
    }

    @Override
    public String capture() {
        var forward = CaptureName.of(taskId, Direction.Forward);
        var back = CaptureName.of(taskId, Direction.Reverse);
        var added = CaptureName.ofSubTasks(taskId, Direction.Forward);
        return ("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name IN ('%s', '%s') OR slot_name ~ '%s';"
                                + " DROP PUBLICATION IF EXISTS %s, %s;"
                                + " DO $$DECLARE held name; BEGIN FOR held IN SELECT pubname FROM pg_publication WHERE pubname ~ '%s'"
                                + " LOOP EXECUTE format('DROP PUBLICATION %%I', held); END LOOP; END$$;")
                        .formatted(forward, back, added, forward, back, added)
                + " " + StructureTrigger.removal(forward);
    }

    @Override
    public String checkpoints() {
        return CheckpointSchema.removal(taskId);
    }

    @Override
    public String readingStrandedRows() {
        return StrandedRows.reading(taskId);
    }

    @Override
    public String droppingStrandedRows() {
        return StrandedRows.removal(taskId);
    }
}
